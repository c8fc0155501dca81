package io.github.quotary.ingress.run;

import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.DomainName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The certificates that follow one another for the same names.
 *
 * @param id under which they are kept
 * @param names of each, sorted
 */
record Lineage(String id, List<DomainName> names) {
  /** No host name begins so. */
  private static final String ALL = "_all";

  Lineage {
    names = List.copyOf(names);
  }

  /** One for each name, or one for all. */
  static List<Lineage> of(Configuration configuration) {
    return configuration.acme().isOneCertificate()
        ? List.of(new Lineage(ALL, configuration.names()))
        : configuration.names().stream()
            .map(name -> new Lineage(name.toString(), List.of(name)))
            .toList();
  }

  /** The names as certificates have them. */
  Set<String> texts() {
    return names.stream().map(DomainName::toString).collect(Collectors.toSet());
  }
}
