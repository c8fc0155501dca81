package io.github.quotary.service.envoy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Envoy: it asks, and does to the request's headers what it is told, in its own order. */
final class Envoy {
  private Envoy() {}

  /** The request of Envoy for a client's. */
  static byte[] request(Map<String, String> headers, String certificate) {
    AttributeContext.HttpRequest http =
        AttributeContext.HttpRequest.newBuilder()
            .setId("7")
            .setMethod("POST")
            .putAllHeaders(headers)
            .setPath("/")
            .setHost("app.example")
            .setSize(3)
            .setProtocol("HTTP/2")
            .setBody("abc")
            .build();
    return request(http, certificate);
  }

  /** The same with {@code encode_raw_headers}. */
  static byte[] rawRequest(Map<String, String> headers, String certificate) {
    HeaderMap.Builder map = HeaderMap.newBuilder();
    headers.forEach(
        (name, value) ->
            map.addHeaders(
                HeaderValue.newBuilder().setKey(name).setRawValue(ByteString.copyFromUtf8(value))));
    return request(
        AttributeContext.HttpRequest.newBuilder().setHeaderMap(map).build(), certificate);
  }

  private static byte[] request(AttributeContext.HttpRequest http, String certificate) {
    return CheckRequest.newBuilder()
        .setAttributes(
            AttributeContext.newBuilder()
                .setSource(
                    AttributeContext.Peer.newBuilder()
                        .setService("client")
                        .putLabels("certificate", "no")
                        .setPrincipal("spiffe://client")
                        .setCertificate(certificate))
                .setDestination(AttributeContext.Peer.newBuilder().setCertificate("the server's"))
                .setRequest(AttributeContext.Request.newBuilder().setHttp(http))
                .putContextExtensions("x-tdx-quote", "not this"))
        .build()
        .toByteArray();
  }

  static CheckResponse response(byte[] message) {
    try {
      CheckResponse response = CheckResponse.parseFrom(message);
      if (!response.getUnknownFields().asMap().isEmpty()) {
        throw new AssertionError("unknown fields: " + response);
      }
      return response;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** What is forwarded: Envoy sets headers first, and takes others out then. */
  static Map<String, String> forwarded(Map<String, String> headers, CheckResponse response) {
    Map<String, String> forwarded = new TreeMap<>(headers);
    for (HeaderValueOption option : response.getOkResponse().getHeadersList()) {
      if (option.getAppendAction()
          != HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD) {
        throw new AssertionError("not overwritten: " + option);
      }
      forwarded.put(option.getHeader().getKey(), option.getHeader().getValue());
    }
    List<String> removed = response.getOkResponse().getHeadersToRemoveList();
    removed.forEach(forwarded::remove);
    return forwarded;
  }
}
