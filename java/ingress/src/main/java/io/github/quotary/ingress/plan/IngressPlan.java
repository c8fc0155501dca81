package io.github.quotary.ingress.plan;

import io.github.quotary.ingress.plan.RecordLine.Fate;
import java.util.List;
import java.util.Optional;

/**
 * What an ingress would do.
 *
 * @param authority the directory of the certification authority
 * @param account its URI; empty if the account will be registered first
 * @param id of the app or the instance, for the address records
 * @param names each with its records, its lock and its certificate
 * @param files that will be kept or published
 * @param unknown what could not be looked up, with the reason
 */
public record IngressPlan(
    String authority,
    Fact<Optional<String>> account,
    Fact<String> id,
    List<NamePlan> names,
    List<String> files,
    List<String> unknown) {
  /** Copies the lists. */
  public IngressPlan {
    names = List.copyOf(names);
    files = List.copyOf(files);
    unknown = List.copyOf(unknown);
  }

  /** Whether the plan can be carried out, and how well the names would be locked. */
  public Readiness readiness() {
    if (names.stream().anyMatch(name -> name.has(Fate.IMPOSSIBLE))) {
      return Readiness.FAILS;
    }
    if (names.stream().anyMatch(name -> name.has(Fate.CLASH))
        || names.stream().anyMatch(name -> !name.lock().isStrong() && !name.lock().isUnknown())) {
      return Readiness.WEAK;
    }
    return unknown.isEmpty() && names.stream().noneMatch(name -> name.lock().isUnknown())
        ? Readiness.READY
        : Readiness.UNKNOWN;
  }
}
