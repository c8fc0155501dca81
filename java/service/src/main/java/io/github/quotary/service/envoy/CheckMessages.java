package io.github.quotary.service.envoy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of {@code envoy.service.auth.v3.Authorization/Check}, in protobuf's binary form, as
 * far as they are needed. Other fields are passed over.
 *
 * <p>Source: Envoy, {@code envoy/service/auth/v3/attribute_context.proto} and {@code
 * external_auth.proto}.
 */
final class CheckMessages {
  private static final int OVERWRITE_IF_EXISTS_OR_ADD = 2;

  private CheckMessages() {}

  /**
   * Reads a {@code CheckRequest}.
   *
   * @throws IOException if it is none
   */
  static ClientRequest request(byte[] message) throws IOException {
    Request request = new Request();
    request.read(message, Place.CHECK_REQUEST);
    return new ClientRequest(request.headers, request.certificate);
  }

  /** The messages on the way to headers and certificate, and their fields that lead there. */
  private enum Place {
    CHECK_REQUEST,
    ATTRIBUTES,
    PEER,
    REQUEST,
    HTTP,
    HEADERS_ENTRY,
    HEADER_MAP,
    HEADER_VALUE;

    /** The message in a field; empty if it leads nowhere. */
    Optional<Place> at(int field) {
      return Optional.ofNullable(
          switch (this) {
            case CHECK_REQUEST -> field == 1 ? ATTRIBUTES : null;
            case ATTRIBUTES -> field == 1 ? PEER : field == 4 ? REQUEST : null;
            case REQUEST -> field == 2 ? HTTP : null;
            case HTTP -> field == 3 ? HEADERS_ENTRY : field == 13 ? HEADER_MAP : null;
            case HEADER_MAP -> field == 1 ? HEADER_VALUE : null;
            case PEER, HEADERS_ENTRY, HEADER_VALUE -> null;
          });
    }

    boolean isHeader() {
      return this == HEADERS_ENTRY || this == HEADER_VALUE;
    }
  }

  private static final class Request {
    private static final int CERTIFICATE = 5;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int RAW_VALUE = 3;

    private final Map<String, String> headers = new HashMap<>();
    private String certificate = "";

    void read(byte[] message, Place place) throws IOException {
      CodedInputStream in = CodedInputStream.newInstance(message);
      String key = "";
      String value = "";
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int field = WireFormat.getTagFieldNumber(tag);
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
          in.skipField(tag);
        } else if (place.at(field).isPresent()) {
          read(in.readByteArray(), place.at(field).get());
        } else if (place == Place.PEER && field == CERTIFICATE) {
          certificate = text(in);
        } else if (place.isHeader() && field == KEY) {
          key = text(in).toLowerCase(Locale.ROOT);
        } else if (place.isHeader() && (field == VALUE || field == RAW_VALUE)) {
          String text = text(in);
          value = text.isEmpty() ? value : text;
        } else {
          in.skipField(tag);
        }
      }
      if (place.isHeader()) {
        headers.merge(key, value, (first, next) -> first + "," + next);
      }
    }

    /** Headers may have any bytes; what is looked for in them is ASCII. */
    private static String text(CodedInputStream in) throws IOException {
      return new String(in.readByteArray(), ISO_8859_1);
    }
  }

  /**
   * A {@code CheckResponse} that lets the request pass. Envoy removes headers after it has set the
   * others, so that a name must not be in both.
   *
   * @param headers set in place of what the client sent
   * @param removed names of headers that are taken out
   */
  static byte[] allowed(Map<String, String> headers, List<String> removed) {
    ProtoWriter ok = new ProtoWriter();
    headers.forEach((name, value) -> ok.message(2, option(name, value)));
    removed.forEach(name -> ok.string(5, name));
    return new ProtoWriter().message(1, status(0, "")).message(3, ok).toByteArray();
  }

  /**
   * A {@code CheckResponse} that refuses the request.
   *
   * @param code the call's status, by gRPC's numbers
   * @param status HTTP's status for the client
   */
  static byte[] denied(
      int code, String message, int status, Map<String, String> headers, String body) {
    ProtoWriter denied = new ProtoWriter().message(1, new ProtoWriter().number(1, status));
    headers.forEach((name, value) -> denied.message(2, option(name, value)));
    denied.string(3, body);
    return new ProtoWriter().message(1, status(code, message)).message(2, denied).toByteArray();
  }

  private static ProtoWriter status(int code, String message) {
    return new ProtoWriter().number(1, code).string(2, message);
  }

  private static ProtoWriter option(String name, String value) {
    return new ProtoWriter()
        .message(1, new ProtoWriter().string(1, name).string(2, value))
        .number(3, OVERWRITE_IF_EXISTS_OR_ADD);
  }
}
