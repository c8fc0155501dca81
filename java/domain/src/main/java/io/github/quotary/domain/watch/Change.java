package io.github.quotary.domain.watch;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.watch.NameState.CaaEntry;
import io.github.quotary.domain.watch.NameState.CaaHistory;
import io.github.quotary.domain.watch.Observation.Caa;
import io.github.quotary.domain.watch.Observation.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an observation changes: a pure function. What an observation does not mention stays
 * unchanged and is not reported.
 *
 * @param after the new state
 * @param alerts what to report, in order
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
    private static final int MAX_EXPIRIES = 4096;
    private static final int MAX_CAA_NAMES = 64;
    private static final int MAX_HISTORY = 128;
    private static final Optional<Instant> NONE = Optional.empty();

    private final NameState before;
    private final Observation seen;
    private final WatchRules rules;
    private final Instant at;
    private final Map<String, Boolean> checks;
    private final Map<String, Fact> facts;
    private final KeyChanges keys;
    private final Map<String, CaaHistory> caa;
    private final Map<String, Instant> expiries;
    private final Map<String, Instant> ends;
    private final Alerts alerts;
    private boolean silent;

    Step(NameState before, Observation seen, WatchRules rules) {
      this.before = before;
      this.seen = seen;
      this.rules = rules;
      this.at = seen.at();
      this.checks = new TreeMap<>(before.checks());
      this.facts = new TreeMap<>(before.facts());
      this.alerts = new Alerts(before, at, testRoot(before, seen));
      this.keys = new KeyChanges(before, seen, alerts);
      this.caa = new TreeMap<>(before.caa());
      this.expiries = new TreeMap<>(before.expiries());
      this.ends = new TreeMap<>(before.ends());
      this.silent = before.silent();
    }

    Change change() {
      // CAA first: what is said of certificates depends on since when there is a lock.
      seen.caa().forEach(this::caa);
      keys.observeKeys();
      keys.observeCertificates(NameState.lockedSince(caa.values()));
      changed(IDENTITY, AlertKind.EVIDENCE_CHANGE, "workload", seen.identity());
      changed(ACCOUNTS, AlertKind.ACCOUNT_ROTATION, "ACME accounts", seen.accounts());
      changed(TCB, AlertKind.TCB_CHANGE, "TCB", seen.tcb());
      verdict();
      seen.expiries().forEach(this::expiry);
      silence();
      forget();
      Alerts.Numbered told = alerts.numbered();
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
              keys.knownKeys(),
              keys.unexpiredCertificates(),
              caa,
              expiries,
              ends,
              told.counts(),
              testRoot(before, seen)),
          told.alerts());
    }

    /** That of the observation; that of the last one if nothing could be observed. */
    private static Optional<String> testRoot(NameState before, Observation seen) {
      return seen.mandatory().isEmpty() ? seen.testRoot().or(before::testRoot) : seen.testRoot();
    }

    /** Records a value; returns the last reported value if this one must be reported. */
    private Optional<String> reported(String fact, String value) {
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
              reported(fact, now)
                  .ifPresent(
                      was ->
                          alerts.add(
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
      reported(CAA + statement.name(), statement.records())
          .ifPresent(
              was -> {
                boolean isOpen = statement.locked().filter(locked -> !locked).isPresent();
                alerts.add(
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
      String now = failing.isEmpty() ? seen.passWord() : "FAIL " + failing;
      Optional<String> was = reported(VERDICT, now);
      if (was.isPresent() || (isFirst && !failing.isEmpty())) {
        alerts.add(
            AlertKind.VERDICT_CHANGE,
            failing.isEmpty() ? Severity.NOTICE : Severity.FAILURE,
            VERDICT,
            was.orElse(""),
            now,
            failing.isEmpty() ? "all mandatory checks pass again" : "mandatory checks fail");
      }
    }

    /**
     * Whether CT-1 fails only for certificates whose keys were attested when they were in use: the
     * evidence of today need not speak of the keys of yesterday.
     */
    private boolean isOnlyOldKeys() {
      return Boolean.FALSE.equals(seen.checks().get(Check.CT_1.id()))
          && !seen.certificates().isEmpty()
          && keys.areAllAttested();
    }

    private void expiry(Expiry expiry) {
      ends.put(expiry.subject(), expiry.notAfter());
      Duration threshold =
          expiry.isCollateral() ? rules.collateralExpiry() : rules.certificateExpiry();
      boolean isNear = !expiry.notAfter().minus(threshold).isAfter(at);
      if (isNear && expiries.putIfAbsent(expiry.id(), expiry.notAfter()) == null) {
        alerts.add(
            AlertKind.EXPIRY_NEAR,
            Severity.WARNING,
            expiry.subject() + " " + expiry.id(),
            "",
            expiry.notAfter().toString(),
            "the " + expiry.subject() + " expires at " + expiry.notAfter());
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
        alerts.add(
            AlertKind.SILENCE,
            Severity.WARNING,
            VERDICT,
            last.toString(),
            String.join("; ", seen.problems().stream().limit(3).toList()),
            "no conclusive observation since " + last);
      }
    }

    /** Drops the oldest expiries where there are too many. */
    private void forget() {
      Bounded.keepNewest(expiries, MAX_EXPIRIES, end -> end);
    }
  }
}
