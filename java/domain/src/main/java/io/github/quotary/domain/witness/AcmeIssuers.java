package io.github.quotary.domain.witness;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The CAA names of the authorities with known ACME services. */
final class AcmeIssuers {
  /** From the host of an account's URI to the authority's own documentation of its CAA name. */
  private static final Map<String, String> BY_HOST =
      Map.of(
          "acme-v02.api.letsencrypt.org", "letsencrypt.org",
          "dv.acme-v02.api.pki.goog", "pki.goog",
          "acme.zerossl.com", "sectigo.com");

  private AcmeIssuers() {}

  static Set<String> of(Set<String> accounts) {
    Set<String> issuers = new HashSet<>();
    for (String account : accounts) {
      try {
        String host = new URI(account).getHost();
        if (host != null && BY_HOST.containsKey(host)) {
          issuers.add(BY_HOST.get(host));
        }
      } catch (URISyntaxException e) {
        // An account without an authority; no CAA value can name it.
      }
    }
    return issuers;
  }
}
