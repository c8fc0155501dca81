package io.github.quotary.ingress.acme.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** An answer that was read to its end, with these headers. */
record WholeReply(HttpResponse<byte[]> reply, HttpHeaders headers)
    implements HttpResponse<InputStream> {
  @Override
  public int statusCode() {
    return reply.statusCode();
  }

  @Override
  public HttpRequest request() {
    return reply.request();
  }

  @Override
  public Optional<HttpResponse<InputStream>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public InputStream body() {
    return new ByteArrayInputStream(reply.body());
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return reply.sslSession();
  }

  @Override
  public URI uri() {
    return reply.uri();
  }

  @Override
  public HttpClient.Version version() {
    return reply.version();
  }
}
