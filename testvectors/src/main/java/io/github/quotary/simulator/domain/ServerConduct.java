package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.domain.web.WebCertificate;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * How a site's server behaves below HTTP.
 *
 * @param protocols the TLS versions that it speaks, as Java names them
 * @param closesAfterEachAnswer whether it ends the connection after each answer, as mini_httpd does
 * @param laterCertificates what it serves from the second connection on, if not the site's own: one
 *     certificate for each further connection, the last for all that follow
 */
@RecordBuilder
public record ServerConduct(
    List<String> protocols, boolean closesAfterEachAnswer, List<WebCertificate> laterCertificates)
    implements ServerConductBuilder.With {

  /** Copies the lists. */
  public ServerConduct {
    protocols = List.copyOf(protocols);
    laterCertificates = List.copyOf(laterCertificates);
  }

  /** TLS 1.2 and 1.3, keeps connections open, always the same certificate. */
  public static ServerConduct regular() {
    return new ServerConduct(List.of("TLSv1.3", "TLSv1.2"), false, List.of());
  }

  /** The same with one TLS version only, such as {@code TLSv1.2}. */
  public ServerConduct withProtocol(String value) {
    return withProtocols(List.of(value));
  }

  /** The same that ends the connection after each answer. */
  public ServerConduct closingAfterEachAnswer() {
    return withClosesAfterEachAnswer(true);
  }

  /** The same with other certificates from the second connection on. */
  public ServerConduct withLaterCertificates(WebCertificate... values) {
    return withLaterCertificates(List.of(values));
  }

  List<WebCertificate> certificates(DomainSite site, int connection) {
    if (connection == 0 || laterCertificates.isEmpty()) {
      return site.certificates();
    }
    return List.of(laterCertificates.get(Math.min(connection, laterCertificates.size()) - 1));
  }
}
