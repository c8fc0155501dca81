package io.github.quotary.domain.witness;

import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.certificate.DnsName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * The names that must not get a certificate with a foreign key.
 *
 * @param own names of the kind that the served certificate is for
 * @param below concrete names below a wildcard; a certificate for one of them works as well
 * @param hosts for Certificate Transparency; {@code *.name} stands for the name and all names below
 */
public record ProtectedNames(List<CaaName> own, List<CaaName> below, List<String> hosts) {
  private static final String GATEWAY = "gateway.";

  /** Labels of a name right below a top-level domain, the root's counted. */
  private static final int SECOND_LEVEL = 3;

  /** Copies the lists. */
  public ProtectedNames {
    own = List.copyOf(own);
    below = List.copyOf(below);
    hosts = List.copyOf(hosts);
  }

  /**
   * Those of a gateway, whose certificate is for the wildcard.
   *
   * @param host the requested name
   * @param base the gateway's base domain
   */
  public static ProtectedNames ofGateway(DnsName host, String base) {
    Set<String> concrete = new LinkedHashSet<>();
    if (!host.text().equals(base)) {
      concrete.add(host.text());
    }
    concrete.add(GATEWAY + base);
    return new ProtectedNames(
        List.of(name(base, true)),
        concrete.stream().map(text -> name(text, false)).toList(),
        List.of("*." + base));
  }

  /**
   * Those of a custom domain.
   *
   * @param host the requested name
   * @param served DNS names of the served certificate
   */
  public static ProtectedNames ofCustom(DnsName host, List<String> served) {
    boolean isWildcard =
        host.isCoveredByAny(served) && served.stream().noneMatch(host.text()::equalsIgnoreCase);
    return isWildcard
        ? new ProtectedNames(
            List.of(name(host.rest(), true)),
            List.of(name(host.text(), false)),
            List.of(host.text()))
        : new ProtectedNames(List.of(name(host.text(), false)), List.of(), List.of(host.text()));
  }

  /** All names whose CAA records matter. */
  List<CaaName> all() {
    List<CaaName> all = new ArrayList<>(own);
    all.addAll(below);
    all.addAll(above());
    return all;
  }

  /** The wildcards that would cover a concrete name of its own kind. */
  List<CaaName> above() {
    return own.stream()
        .filter(name -> !name.isWildcard() && name.name().labels() > SECOND_LEVEL)
        .map(name -> new CaaName(new Name(name.name(), 1), true))
        .toList();
  }

  /**
   * What to ask search engines of Certificate Transparency for: each name, and all names below its
   * parent, which wildcards are among; {@code %} stands for anything. Below a top-level domain
   * there are no wildcards to look for.
   */
  List<String> queries() {
    Set<String> queries = new LinkedHashSet<>();
    for (String host : hosts) {
      String parent = host.substring(host.indexOf('.') + 1);
      queries.add(host.startsWith("*") ? parent : host);
      if (parent.contains(".")) {
        queries.add("%." + parent);
      }
    }
    return List.copyOf(queries);
  }

  private static CaaName name(String text, boolean isWildcard) {
    try {
      return new CaaName(Name.fromString(text, Name.root), isWildcard);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("'" + text + "' is not a valid host name", e);
    }
  }
}
