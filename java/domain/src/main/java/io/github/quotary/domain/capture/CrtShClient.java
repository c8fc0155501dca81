package io.github.quotary.domain.capture;

import io.github.quotary.domain.ct.CtReply;
import io.github.quotary.domain.ct.CtSearchAnswer;
import io.github.quotary.domain.ct.CtSource;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks crt.sh, or a service that answers like it, for logged certificates. Thread-safe. */
public final class CrtShClient implements CtSource {
  /** The public service. */
  public static final URI PUBLIC = URI.create("https://crt.sh/");

  private static final int MAX_CERTIFICATE = 1 << 16;
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");

  private final URI service;
  private final CtHttp http;

  /**
   * A client.
   *
   * @param service where the service is, with a slash at the end
   */
  public CrtShClient(URI service, CtRequests requests) {
    this.service = service;
    this.http = new CtHttp(requests, Map.of());
  }

  /** Answers of at most 64 MiB, without certificates that have expired. */
  @Override
  public CtReply search(String query) {
    return http.get(
        service.resolve(
            "?q="
                + URLEncoder.encode(query, StandardCharsets.UTF_8)
                + "&output=json&exclude=expired"),
        CtSearchAnswer.MAX_BYTES);
  }

  @Override
  public CtReply certificate(long id) {
    URI address = service.resolve("?d=" + id);
    CtReply reply = http.get(address, MAX_CERTIFICATE);
    return reply instanceof CtReply.Answered answered
        ? der(answered.bytes())
            .<CtReply>map(der -> new CtReply.Answered(der, answered.address()))
            .orElseGet(
                () ->
                    new CtReply.Failed(
                        answered.address(),
                        "the answer is not a certificate",
                        OptionalInt.of(200),
                        1))
        : reply;
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
