package io.github.quotary.domain.watch;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.watch.NameState.CaaEntry;
import io.github.quotary.domain.watch.NameState.CaaHistory;
import io.github.quotary.domain.watch.NameState.Certificate;
import io.github.quotary.domain.watch.NameState.KnownKey;
import io.github.quotary.domain.watch.Observation.Caa;
import io.github.quotary.domain.watch.Observation.Expiry;
import io.github.quotary.domain.watch.Observation.Logged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an observation changes: a pure function. What an observation does not speak of stays as it
 * was known, and is not told of.
 *
 * @param after what is known now
 * @param alerts what has to be told, in order
 */
public record Change(NameState after, List<Alert> alerts) {
  static final String VERDICT = "verdict";
  private static final String IDENTITY = "identity";
  private static final String ACCOUNTS = "accounts";
  private static final String TCB = "tcb";
  private static final String CAA = "caa ";

  /** Copies the list. */
  public Change {
    alerts = List.copyOf(alerts);
  }

  /** What this observation changes. */
  public static Change of(NameState before, Observation seen, WatchRules rules) {
    return new Step(before, seen, rules).change();
  }

  /** One change in the making. */
  private static final class Step {
    private static final int MAX_KEYS = 4096;
    private static final int MAX_CERTIFICATES = 16384;
    private static final int MAX_CAA_NAMES = 64;
    private static final int MAX_HISTORY = 128;
    private static final Optional<Instant> NONE = Optional.empty();

    private final NameState before;
    private final Observation seen;
    private final WatchRules rules;
    private final Instant at;
    private final Map<String, Boolean> checks;
    private final Map<String, Fact> facts;
    private final Map<String, KnownKey> keys;
    private final Map<String, Certificate> certificates;
    private final Map<String, CaaHistory> caa;
    private final Map<String, Instant> expiries;
    private final Map<String, Instant> ends;
    private final Map<AlertKind, Long> counts;
    private final List<Alert> alerts = new ArrayList<>();
    private boolean silent;

    Step(NameState before, Observation seen, WatchRules rules) {
      this.before = before;
      this.seen = seen;
      this.rules = rules;
      this.at = seen.at();
      this.checks = new TreeMap<>(before.checks());
      this.facts = new TreeMap<>(before.facts());
      this.keys = new TreeMap<>(before.keys());
      this.certificates = new TreeMap<>(before.certificates());
      this.caa = new TreeMap<>(before.caa());
      this.expiries = new TreeMap<>(before.expiries());
      this.ends = new TreeMap<>(before.ends());
      this.counts = new EnumMap<>(AlertKind.class);
      this.counts.putAll(before.alerts());
      this.silent = before.silent();
    }

    Change change() {
      // CAA first: what is said of certificates depends on since when there is a lock.
      seen.caa().forEach(this::caa);
      keys();
      certificates();
      changed(IDENTITY, AlertKind.EVIDENCE_CHANGE, "workload", seen.identity());
      changed(ACCOUNTS, AlertKind.ACCOUNT_ROTATION, "ACME accounts", seen.accounts());
      changed(TCB, AlertKind.TCB_CHANGE, "TCB", seen.tcb());
      verdict();
      seen.expiries().forEach(this::expiry);
      silence();
      forget();
      return new Change(
          new NameState(
              before.name(),
              before.since(),
              before.observations() + 1,
              at,
              seen.isConclusive() ? Optional.of(at) : before.lastConclusive(),
              silent,
              checks,
              facts,
              keys,
              certificates,
              caa,
              expiries,
              ends,
              counts),
          alerts);
    }

    private void alert(
        AlertKind kind, Severity severity, String subject, String was, String is, String summary) {
      long number = counts.values().stream().mapToLong(Long::longValue).sum();
      alerts.add(
          Alert.numbered(number, at, before.name(), kind, severity, subject, was, is, summary));
      counts.merge(kind, 1L, Long::sum);
    }

    /** Takes in a value; the value that was told of before, if this one has to be told of. */
    private Optional<String> told(String fact, String value) {
      Fact known = facts.get(fact);
      if (known == null) {
        facts.put(fact, Fact.first(value, at));
        return Optional.empty();
      }
      Fact now = known.see(value, at, rules.settle());
      facts.put(fact, now);
      return now.value().equals(known.value()) ? Optional.empty() : Optional.of(known.value());
    }

    private void changed(String fact, AlertKind kind, String subject, Optional<String> value) {
      value.ifPresent(
          now ->
              told(fact, now)
                  .ifPresent(
                      was ->
                          alert(
                              kind,
                              Severity.WARNING,
                              subject,
                              was,
                              now,
                              "the " + subject + " changed")));
    }

    private void caa(Caa statement) {
      if (!caa.containsKey(statement.name()) && caa.size() >= MAX_CAA_NAMES) {
        return;
      }
      caa.put(
          statement.name(),
          remembered(caa.getOrDefault(statement.name(), CaaHistory.none()), statement));
      told(CAA + statement.name(), statement.records())
          .ifPresent(
              was -> {
                boolean isOpen = statement.locked().filter(locked -> !locked).isPresent();
                alert(
                    AlertKind.CAA_CHANGE,
                    isOpen ? Severity.FAILURE : Severity.WARNING,
                    statement.name(),
                    was,
                    statement.records(),
                    "the CAA records changed; the lock is now " + statement.lock());
              });
    }

    private CaaHistory remembered(CaaHistory known, Caa statement) {
      List<CaaEntry> entries = new ArrayList<>(known.entries());
      boolean isNew =
          entries.isEmpty()
              || !entries.get(entries.size() - 1).records().equals(statement.records());
      if (isNew) {
        entries.add(new CaaEntry(at, statement.lock(), statement.records()));
      }
      if (entries.size() > MAX_HISTORY) {
        entries.remove(0);
      }
      Optional<Instant> since =
          statement
              .locked()
              .map(locked -> locked ? known.lockedSince().or(() -> Optional.of(at)) : NONE)
              .orElse(known.lockedSince());
      return new CaaHistory(known.firstLocked().or(() -> since), since, entries);
    }

    private void keys() {
      boolean isFirst = before.keys().values().stream().noneMatch(KnownKey::attested);
      seen.keys()
          .forEach(
              (key, attested) -> {
                Optional<KnownKey> known = Optional.ofNullable(keys.get(key));
                boolean wasAttested = known.map(KnownKey::attested).orElse(false);
                boolean wasTrusted = known.map(KnownKey::trusted).orElse(false);
                keys.put(
                    key,
                    new KnownKey(
                        known.map(KnownKey::firstSeen).orElse(at),
                        at,
                        wasAttested || attested,
                        wasTrusted || (attested && seen.trusted())));
                if (!attested && known.isEmpty()) {
                  alert(
                      AlertKind.UNKNOWN_KEY,
                      Severity.FAILURE,
                      "key " + key,
                      "",
                      "not attested",
                      "the domain serves or lists a key that nobody attested");
                } else if (attested && !wasAttested && !(isFirst && known.isEmpty())) {
                  alert(
                      AlertKind.EVIDENCE_CHANGE,
                      Severity.NOTICE,
                      "key " + key,
                      known.isEmpty() ? "" : "not attested",
                      "attested",
                      "another key is attested");
                }
              });
    }

    private void certificates() {
      for (Logged logged : seen.certificates()) {
        Optional<Certificate> known = Optional.ofNullable(certificates.get(logged.id()));
        // A workload that does not pass attests nothing that would be believed later.
        boolean isAttested =
            known.map(Certificate::attested).orElse(false)
                || (logged.attested() && seen.trusted())
                || isOfTrustedKey(logged);
        if (logged.attested() && !isAttested) {
          continue;
        }
        certificates.put(
            logged.id(),
            new Certificate(
                known.map(Certificate::firstSeen).orElse(at), logged.notAfter(), isAttested));
        if (known.isEmpty() && !isAttested) {
          alert(
              AlertKind.UNKNOWN_KEY,
              Severity.FAILURE,
              "certificate " + logged.id(),
              "",
              logged.text(),
              "a certificate with a key that nobody attested was logged; " + timeline(logged));
        }
      }
    }

    /**
     * Whether its key was attested before: logs may show a certificate after its key was changed.
     */
    private boolean isOfTrustedKey(Logged logged) {
      return logged
          .key()
          .flatMap(key -> Optional.ofNullable(keys.get(key)))
          .filter(KnownKey::trusted)
          .isPresent();
    }

    private String timeline(Logged logged) {
      return NameState.lockedSince(caa.values())
          .map(
              since ->
                  logged.notBefore().isBefore(since)
                      ? "it begins before " + since + ", since when CAA is known to lock the name"
                      : "it begins after " + since + ", since when CAA is known to lock the name")
          .orElse("since when CAA locks the name is not known");
    }

    private void verdict() {
      checks.keySet().retainAll(seen.mandatory().isEmpty() ? checks.keySet() : seen.mandatory());
      checks.putAll(seen.checks());
      if (isOnlyOldKeys()) {
        checks.put(Check.CT_1.id(), true);
      }
      if (seen.mandatory().isEmpty()) {
        return;
      }
      String failing =
          checks.entrySet().stream()
              .filter(entry -> !entry.getValue())
              .map(Map.Entry::getKey)
              .collect(Collectors.joining(" "));
      if (failing.isEmpty() && !checks.keySet().containsAll(seen.mandatory())) {
        return;
      }
      boolean isFirst = !facts.containsKey(VERDICT);
      String now = failing.isEmpty() ? "PASS" : "FAIL " + failing;
      Optional<String> was = told(VERDICT, now);
      if (was.isPresent() || (isFirst && !failing.isEmpty())) {
        alert(
            AlertKind.VERDICT_CHANGE,
            failing.isEmpty() ? Severity.NOTICE : Severity.FAILURE,
            VERDICT,
            was.orElse(""),
            now,
            failing.isEmpty() ? "every mandatory check passes again" : "mandatory checks fail");
      }
    }

    /**
     * Whether CT-1 fails only for certificates whose keys were attested when they were in use: the
     * evidence of today need not speak of the keys of yesterday.
     */
    private boolean isOnlyOldKeys() {
      return Boolean.FALSE.equals(seen.checks().get(Check.CT_1.id()))
          && !seen.certificates().isEmpty()
          && seen.certificates().stream()
              .allMatch(
                  logged ->
                      Optional.ofNullable(certificates.get(logged.id()))
                          .filter(Certificate::attested)
                          .isPresent());
    }

    private void expiry(Expiry expiry) {
      ends.put(expiry.subject(), expiry.notAfter());
      Duration threshold =
          expiry.isCollateral() ? rules.collateralExpiry() : rules.certificateExpiry();
      boolean isNear = !expiry.notAfter().minus(threshold).isAfter(at);
      if (isNear && expiries.putIfAbsent(expiry.id(), expiry.notAfter()) == null) {
        alert(
            AlertKind.EXPIRY_NEAR,
            Severity.WARNING,
            expiry.subject() + " " + expiry.id(),
            "",
            expiry.notAfter().toString(),
            "the " + expiry.subject() + " ends at " + expiry.notAfter());
      }
    }

    private void silence() {
      if (seen.isConclusive()) {
        silent = false;
        return;
      }
      Instant last = before.lastConclusive().orElse(before.since());
      if (!silent && Duration.between(last, at).compareTo(rules.silence()) >= 0) {
        silent = true;
        alert(
            AlertKind.SILENCE,
            Severity.WARNING,
            VERDICT,
            last.toString(),
            String.join("; ", seen.problems().stream().limit(3).toList()),
            "nothing conclusive was heard since " + last);
      }
    }

    /** Drops what has ended, and the oldest where there is too much. */
    private void forget() {
      certificates.values().removeIf(certificate -> certificate.notAfter().isBefore(at));
      Bounded.keepNewest(certificates, MAX_CERTIFICATES, Certificate::firstSeen);
      Bounded.keepNewest(keys, MAX_KEYS, KnownKey::lastSeen);
      Bounded.keepNewest(expiries, MAX_KEYS, end -> end);
    }
  }
}
