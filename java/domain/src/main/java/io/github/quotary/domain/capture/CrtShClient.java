package io.github.quotary.domain.capture;

import io.github.quotary.domain.ct.CrtSh;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks crt.sh, or a service that answers like it, for logged certificates. Follows no redirect, and
 * takes neither more nor longer than its limits. Thread-safe.
 */
public final class CrtShClient {
  /** The public service. */
  public static final URI PUBLIC = URI.create("https://crt.sh/");

  private static final int MAX_CERTIFICATE = 1 << 16;
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");

  private final URI service;
  private final Duration timeout;
  private final HttpClient http;

  /**
   * A client.
   *
   * @param service where the service is, with a slash at the end
   * @param timeout for each request, answer included
   */
  public CrtShClient(URI service, Duration timeout) {
    this.service = service;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * The raw answer to a query, at most 64 MiB, to be read by {@link CrtSh}.
   *
   * @param query a name; {@code %} stands for anything
   * @return empty if there is none
   */
  public Optional<byte[]> search(String query) {
    return get(
        "?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&output=json&exclude=expired",
        CrtSh.MAX_BYTES);
  }

  /**
   * A certificate, DER.
   *
   * @param id its number at the service
   * @return empty if it could not be had
   */
  public Optional<byte[]> certificate(long id) {
    return get("?d=" + id, MAX_CERTIFICATE).flatMap(CrtShClient::der);
  }

  private Optional<byte[]> get(String query, int maxBytes) {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(query)).timeout(timeout).GET().build();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(maxBytes + 1);
        return answer.statusCode() == 200 && bytes.length <= maxBytes
            ? Optional.of(bytes)
            : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<byte[]> der(byte[] answer) {
    Matcher pem = PEM.matcher(new String(answer, StandardCharsets.ISO_8859_1));
    try {
      return pem.matches()
          ? Optional.of(Base64.getMimeDecoder().decode(pem.group(1)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
