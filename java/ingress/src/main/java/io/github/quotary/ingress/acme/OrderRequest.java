package io.github.quotary.ingress.acme;

import io.github.quotary.ingress.config.DomainName;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is ordered.
 *
 * @param lineage the name under which the certificate and those after it are kept, which is a file
 *     name of the state folder: the first of its host names, for example
 * @param names of one certificate
 * @param replaces the certificate that it is to replace, for authorities that give renewal
 *     information
 * @param limit of the whole order, but for requests under way
 */
public record OrderRequest(
    String lineage, List<DomainName> names, Optional<X509Certificate> replaces, Duration limit) {
  private static final Pattern LINEAGE = Pattern.compile("[A-Za-z0-9_*-][A-Za-z0-9._*-]*");

  /** Checks the lineage, and that there are names; sorts them and drops those that come twice. */
  public OrderRequest {
    names = names.stream().distinct().sorted().toList();
    if (!LINEAGE.matcher(lineage).matches()) {
      throw new IllegalArgumentException("a lineage is a file name: " + lineage);
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a certificate is for at least one name");
    }
  }

  /** The names as certificates have them. */
  SortedSet<String> texts() {
    SortedSet<String> texts = new TreeSet<>();
    names.forEach(name -> texts.add(name.toString()));
    return texts;
  }
}
