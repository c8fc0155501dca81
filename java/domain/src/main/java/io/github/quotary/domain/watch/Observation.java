package io.github.quotary.domain.watch;

import io.github.quotary.domain.report.DomainReport;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The certain facts of a report: everything that was unavailable, and everything that only follows
 * from it, is left out. Therefore nothing here is the result of a failed lookup.
 *
 * @param name the name that is watched
 * @param at when
 * @param mandatory ids of the checks that the verdict depends on
 * @param checks those that were made, and whether they passed
 * @param trusted whether every check but those of the other witnesses passed
 * @param keys the keys that the evidence mentions, and whether they are attested
 * @param identity who attests the served key
 * @param accounts the ACME accounts that the evidence names
 * @param tcb TCB status and advisories
 * @param caa what CAA says, name by name
 * @param certificates logged certificates whose keys are known to be attested or not
 * @param expiries what ends, and when
 * @param problems what was unavailable, a line each
 * @param passWord the verdict if every mandatory check passes, {@link NameState#PASS} or one that
 *     begins with {@link NameState#GENUINE}
 * @param testRoot the roots that are neither Intel's nor the JDK's, in words, if there are any
 */
public record Observation(
    String name,
    Instant at,
    Set<String> mandatory,
    Map<String, Boolean> checks,
    boolean trusted,
    Map<String, Boolean> keys,
    Optional<String> identity,
    Optional<String> accounts,
    Optional<String> tcb,
    List<Caa> caa,
    List<Logged> certificates,
    List<Expiry> expiries,
    List<String> problems,
    String passWord,
    Optional<String> testRoot) {

  /** Copies and sorts. */
  public Observation {
    mandatory = Collections.unmodifiableSet(new TreeSet<>(mandatory));
    checks = Collections.unmodifiableMap(new TreeMap<>(checks));
    keys = Collections.unmodifiableMap(new TreeMap<>(keys));
    caa = List.copyOf(caa);
    certificates = List.copyOf(certificates);
    expiries = List.copyOf(expiries);
    problems = problems.stream().map(Texts::bounded).toList();
  }

  /**
   * CAA state of a name.
   *
   * @param name the name
   * @param records the level that has them, and the records, sorted
   * @param lock the class of the lock
   * @param locked whether it excludes all but proven or allowed accounts; empty if the proven
   *     accounts are unknown
   */
  public record Caa(String name, String records, String lock, Optional<Boolean> locked) {}

  /**
   * A logged certificate.
   *
   * @param id serial number and validity
   * @param text description
   * @param notBefore when it begins
   * @param notAfter when it ends
   * @param key SHA-256 of its SubjectPublicKeyInfo, if more than its metadata is known
   * @param attested whether its key is attested
   */
  public record Logged(
      String id,
      String text,
      Instant notBefore,
      Instant notAfter,
      Optional<String> key,
      boolean attested) {}

  /**
   * Something that expires.
   *
   * @param subject what
   * @param id which one
   * @param notAfter when
   * @param isCollateral whether it is the quotes' collateral rather than the served certificate
   */
  public record Expiry(String subject, String id, Instant notAfter, boolean isCollateral) {}

  /** The certain facts of a report. */
  public static Observation of(String name, DomainReport report) {
    return new Distillation(report).observation(name);
  }

  /**
   * Nothing was available.
   *
   * @param testRoot the roots that are neither Intel's nor the JDK's, in words, if that is known
   */
  public static Observation faulty(
      String name, Instant at, String cause, Optional<String> testRoot) {
    return new Observation(
        name,
        at,
        Set.of(),
        Map.of(),
        false,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(cause),
        NameState.PASS,
        testRoot);
  }

  /** Whether it is known that a mandatory check fails, or that none does. */
  public boolean isConclusive() {
    return checks.containsValue(false)
        || (!mandatory.isEmpty() && checks.keySet().containsAll(mandatory));
  }
}
