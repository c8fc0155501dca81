package io.github.quotary.ingress.plan;

import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.plan.RecordLine.Fate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The plan for one name to serve.
 *
 * @param records wanted, in the way, or to be taken away
 * @param lock how strong it will be
 * @param certificate when the one at hand ends; empty if there is none yet
 */
public record NamePlan(
    DomainName name, List<RecordLine> records, Lock lock, Fact<Optional<Instant>> certificate) {
  /** Copies the records. */
  public NamePlan {
    records = List.copyOf(records);
  }

  boolean has(Fate fate) {
    return records.stream().anyMatch(line -> line.fate() == fate);
  }
}
