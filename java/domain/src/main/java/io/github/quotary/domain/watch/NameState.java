package io.github.quotary.domain.watch;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a name. Immutable; its size is bounded whatever is observed.
 *
 * @param name the name
 * @param since the first observation
 * @param observations how many there were
 * @param lastObserved the last observation
 * @param lastConclusive the last conclusive one
 * @param silent whether the silence was reported
 * @param checks mandatory checks, as they were last made, and whether they passed
 * @param facts values that are reported when they change
 * @param keys keys, by SHA-256 of their SubjectPublicKeyInfo
 * @param certificates logged certificates that have not expired, by serial number and validity: how
 *     far Certificate Transparency has been read
 * @param caa the history of CAA by name
 * @param expiries what was reported to expire soon, with its expiry
 * @param ends expiry of certificates and collateral in use, by subject
 * @param alerts how many alerts there were of each kind
 * @param testRoot the roots that are neither Intel's nor the JDK's, in words, if any were trusted
 *     when the name was last observed
 */
public record NameState(
    String name,
    Instant since,
    long observations,
    Instant lastObserved,
    Optional<Instant> lastConclusive,
    boolean silent,
    Map<String, Boolean> checks,
    Map<String, Fact> facts,
    Map<String, KnownKey> keys,
    Map<String, Certificate> certificates,
    Map<String, CaaHistory> caa,
    Map<String, Instant> expiries,
    Map<String, Instant> ends,
    Map<AlertKind, Long> alerts,
    Optional<String> testRoot) {
  /** The verdict if every mandatory check passes. */
  public static final String PASS = "PASS";

  /** How the verdict begins if the same holds, but the policy states no identity. */
  public static final String GENUINE = "GENUINE";

  /** Copies and sorts. */
  public NameState {
    checks = sorted(checks);
    facts = sorted(facts);
    keys = sorted(keys);
    certificates = sorted(certificates);
    caa = sorted(caa);
    expiries = sorted(expiries);
    ends = sorted(ends);
    alerts = sorted(alerts);
  }

  private static <K extends Comparable<K>, V> Map<K, V> sorted(Map<K, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }

  /**
   * A key.
   *
   * @param firstSeen when it was seen first
   * @param lastSeen and last
   * @param attested whether it was ever attested
   * @param trusted whether it was ever attested by a workload that passed
   */
  public record KnownKey(Instant firstSeen, Instant lastSeen, boolean attested, boolean trusted) {}

  /**
   * A logged certificate.
   *
   * @param firstSeen when it was seen first
   * @param notAfter when it ends
   * @param attested whether its key was ever attested by a workload that passed
   */
  public record Certificate(Instant firstSeen, Instant notAfter, boolean attested) {}

  /**
   * What CAA said of a name.
   *
   * @param firstLocked when a lock was known first
   * @param lockedSince since when there is a lock; empty if there is none now
   * @param entries what it said, the last one last; the oldest are forgotten
   */
  public record CaaHistory(
      Optional<Instant> firstLocked, Optional<Instant> lockedSince, List<CaaEntry> entries) {
    /** Copies the list. */
    public CaaHistory {
      entries = List.copyOf(entries);
    }

    static CaaHistory none() {
      return new CaaHistory(Optional.empty(), Optional.empty(), List.of());
    }
  }

  /**
   * What CAA said from a time on.
   *
   * @param at when it was first seen to say so
   * @param lock the class of the lock
   * @param records the level and the records
   */
  public record CaaEntry(Instant at, String lock, String records) {}

  /** A name without history. */
  public static NameState fresh(String name, Instant at) {
    return new NameState(
        name,
        at,
        0,
        at,
        Optional.empty(),
        false,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty());
  }

  /** How many alerts there were. */
  public long alertCount() {
    return alerts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * {@code PASS}, {@code GENUINE} and what the policy leaves open, or {@code FAIL} and the checks
   * that fail; empty if it was never decided.
   */
  public Optional<String> verdict() {
    return Optional.ofNullable(facts.get(Change.VERDICT)).map(Fact::value);
  }

  /** Whether the name is trusted: it passes, or is genuine and the policy waives identity. */
  public boolean isTrusted() {
    return verdict().filter(word -> word.equals(PASS) || word.equals(GENUINE)).isPresent();
  }

  /**
   * Since when all names are known to be locked; empty if one is not, or CAA was never seen.
   * Earlier certificates may belong to anyone.
   */
  public Optional<Instant> lockedSince() {
    return lockedSince(caa.values());
  }

  static Optional<Instant> lockedSince(Collection<CaaHistory> histories) {
    return histories.stream().allMatch(history -> history.lockedSince().isPresent())
        ? histories.stream()
            .flatMap(history -> history.lockedSince().stream())
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }
}
