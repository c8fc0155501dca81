package io.github.quotary.domain.capture;

import io.github.quotary.domain.ct.CtReply;
import io.github.quotary.domain.ct.CtSearchAnswer;
import io.github.quotary.domain.ct.CtSource;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Asks Cert Spotter's API v1, or a service that answers like it, for logged certificates, page
 * after page until one is empty. Its answers contain the certificates. Thread-safe.
 */
public final class CertSpotterClient implements CtSource {
  /** The public service. */
  public static final URI PUBLIC = URI.create("https://api.certspotter.com/v1/issuances");

  private static final int MAX_PAGES = 200;
  private static final String EXPANDED = "&expand=dns_names&expand=issuer&expand=cert_der";

  private final URI service;
  private final CtHttp http;

  /**
   * A client.
   *
   * @param service where the service lists issuances: an address that ends in {@code /v1/issuances}
   * @param token what the service gave its customer; without one it answers fewer questions an hour
   * @throws IllegalArgumentException if the token would be sent in the clear to another machine
   */
  public CertSpotterClient(URI service, Optional<String> token, CtRequests requests) {
    if (token.isPresent() && !isPrivate(service)) {
      throw new IllegalArgumentException("a token is only sent over https, not to " + service);
    }
    this.service = service;
    this.http =
        new CtHttp(
            requests,
            token.map(text -> Map.of("Authorization", "Bearer " + text)).orElseGet(Map::of));
  }

  private static boolean isPrivate(URI service) {
    return "https".equals(service.getScheme())
        || String.valueOf(service.getHost()).matches("127\\.[0-9.]+|localhost|\\[::1\\]");
  }

  /**
   * Answers of at most 64 MiB and 200 pages, one after the other, an empty one at the end; without
   * certificates that have expired. A query for a name finds the wildcards that cover it.
   */
  @Override
  public CtReply search(String query) {
    String name = query.startsWith("%.") ? query.substring(2) : query;
    String first =
        service
            + "?domain="
            + URLEncoder.encode(name, StandardCharsets.UTF_8)
            + (query.startsWith("%.") ? "&include_subdomains=true" : "&match_wildcards=true")
            + EXPANDED;
    ByteArrayOutputStream pages = new ByteArrayOutputStream();
    String after = "";
    for (int i = 0; i < MAX_PAGES; i++) {
      CtReply reply = http.get(URI.create(first + after), CtSearchAnswer.MAX_BYTES - pages.size());
      if (!(reply instanceof CtReply.Answered page)) {
        return reply;
      }
      pages.writeBytes(page.bytes());
      pages.write('\n');
      Optional<String> last = CtSearchAnswer.nextAfter(page.bytes());
      if (last.isEmpty()) {
        return new CtReply.Answered(pages.toByteArray(), first);
      }
      after = "&after=" + URLEncoder.encode(last.get(), StandardCharsets.UTF_8);
    }
    return new CtReply.Failed(first, "more than " + MAX_PAGES + " pages", OptionalInt.of(200), 1);
  }

  /** Never needed: the answers contain the certificates. */
  @Override
  public CtReply certificate(long id) {
    return CtReply.Failed.offline(
        service.toString(), "it has its certificates in the answer, not certificate " + id);
  }
}
