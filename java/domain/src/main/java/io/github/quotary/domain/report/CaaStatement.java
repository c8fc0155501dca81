package io.github.quotary.domain.report;

import java.util.List;
import java.util.Optional;

/**
 * CAA state of a name.
 *
 * @param name the name; {@code *.name} for certificates for a wildcard
 * @param lock class of the lock, as {@link io.github.quotary.domain.caa.CaaLock.State} names it
 * @param level the name that has the records; empty if none has
 * @param security DNSSEC state of the answers
 * @param records the properties, {@code flags tag "value"}
 * @param notes notes about them
 */
public record CaaStatement(
    String name,
    String lock,
    Optional<String> level,
    String security,
    List<String> records,
    List<String> notes) {
  /** Copies the lists. */
  public CaaStatement {
    records = List.copyOf(records);
    notes = List.copyOf(notes);
  }
}
