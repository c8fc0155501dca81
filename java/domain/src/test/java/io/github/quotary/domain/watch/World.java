package io.github.quotary.domain.watch;

import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.CaaStatement;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CtOutcome;
import io.github.quotary.domain.report.CtStatement;
import io.github.quotary.domain.report.DomainChecks;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.ExpectedIdentity;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.domain.report.Provenance;
import io.github.quotary.domain.report.Provenances;
import io.github.quotary.domain.report.QuoteStatement;
import io.github.quotary.domain.report.ServedCertificate;
import io.github.quotary.domain.report.Witnesses;
import io.github.quotary.domain.report.WorkloadIdentity;
import io.github.quotary.quote.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A gateway as reports speak of it, with all that can change and all that can fail. */
final class World {
  /** The key that is served at first; certificates called old are for it. */
  static final String FIRST_KEY = "served key";

  static final String NAME = "gateway:gateway.apps.example.net";
  static final Instant START = Instant.parse("2026-08-20T00:00:00Z");

  /** What may not be had. */
  enum Fault {
    /** Nothing: the observer throws. */
    ALL,
    /** No acme-info: no keys, no quotes, no account; every logged key looks foreign. */
    EVIDENCE,
    /** No quote of the account: a lock to it looks like one to somebody else. */
    ACCOUNT_QUOTE,
    /** No collateral: no quote is verified. */
    COLLATERAL,
    /** The DNS does not answer. */
    DNS,
    /** The logs' search engine does not answer. */
    CT
  }

  Instant at = START;
  final Set<Check> failing = EnumSet.noneOf(Check.class);
  final List<String> attested = new ArrayList<>(List.of(FIRST_KEY));
  final List<String> unattested = new ArrayList<>();
  final List<String> foreign = new ArrayList<>();
  final List<String> old = new ArrayList<>();
  String compose = "compose";
  String account = "https://acme-v02.api.letsencrypt.org/acme/acct/1";
  String tcb = "UpToDate";
  final List<String> advisories = new ArrayList<>();
  Provenance provenance = Provenances.real();
  ExpectedIdentity identity = ExpectedIdentity.STATED;
  Optional<String> unreachable = Optional.empty();
  String caa = "0 issuewild \"letsencrypt.org;accounturi=1\"";
  String lock = "ACCOUNT_LOCKED";
  String certificate = "certificate";
  Instant notAfter = START.plus(Duration.ofDays(4000));
  Instant collateralEnd = START.plus(Duration.ofDays(4000));

  static Measurement hash(String text) {
    return RawBytes.ofUtf8(text).sha256();
  }

  /** The verdict with everything that is so, as alerts have it. */
  String verdict() {
    Set<String> ids = new TreeSet<>();
    failing.forEach(check -> ids.add(check.id()));
    if (!foreign.isEmpty()) {
      ids.add("CT-1");
    }
    if (!unattested.isEmpty()) {
      ids.add("RD-G2");
    }
    return ids.isEmpty() ? "PASS" : "FAIL " + String.join(" ", ids);
  }

  Observation see(Fault... faults) {
    return Observation.of(NAME, report(faults));
  }

  DomainReport report(Fault... list) {
    Set<Fault> faults = list.length == 0 ? Set.of() : EnumSet.copyOf(Arrays.asList(list));
    if (faults.contains(Fault.ALL)) {
      throw new IllegalStateException("connection refused");
    }
    boolean isEvidenceAvailable = !faults.contains(Fault.EVIDENCE);
    boolean isVerified = isEvidenceAvailable && !faults.contains(Fault.COLLATERAL);
    return new DomainReport(
        DomainKind.GATEWAY,
        "gateway.apps.example.net",
        "gateway.apps.example.net",
        Optional.of("apps.example.net"),
        at,
        at,
        provenance,
        hash("policy"),
        hash("evidence " + at),
        Optional.of(
            new ServedCertificate(
                hash(certificate), List.of("*.apps.example.net"), "CN=R1", "1", START, notAfter)),
        unreachable,
        DomainChecks.of(DomainKind.GATEWAY, findings(faults), Set.of(), Set.of(), identity),
        isVerified ? List.of(quote()) : List.of(),
        isEvidenceAvailable ? List.of(identity(isVerified)) : List.of(),
        isEvidenceAvailable ? keys() : List.of(),
        isEvidenceAvailable ? List.of(account) : List.of(),
        new Witnesses(
            List.of(caa(faults)),
            ct(faults),
            new CtOutcome.Complete(List.of("https://logs.example/"), List.of())));
  }

  private List<Finding> findings(Set<Fault> faults) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : Check.of(DomainKind.GATEWAY)) {
      findings.add(finding(check, faults));
    }
    return findings;
  }

  private Finding finding(Check check, Set<Fault> faults) {
    boolean isEvidenceAvailable = !faults.contains(Fault.EVIDENCE);
    return switch (check) {
      case TLS_1, TLS_2, TLS_3, TLS_4, PARSE_1 -> judged(check);
      case CAA_1, CAA_2, CAA_3 ->
          faults.contains(Fault.DNS)
              ? Finding.incomplete(check, "the CAA lookup failed")
              : isAccountKnown(faults)
                  ? judged(check)
                  : Finding.fail(check, "an authority that is not expected may issue");
      case CAA_4 -> Finding.incomplete(check, "the zone is not signed");
      case CT_1 ->
          faults.contains(Fault.CT)
              ? Finding.incomplete(check, "no answer is available")
              : foreign.isEmpty() && old.isEmpty() && isEvidenceAvailable
                  ? judged(check)
                  : Finding.fail(check, "logged certificates have unattested keys");
      case CT_2 ->
          faults.contains(Fault.CT)
              ? Finding.incomplete(check, "no answer is available")
              : judged(check);
      case RD_G3 -> isAccountKnown(faults) ? judged(check) : Finding.incomplete(check, "no quote");
      case Q_1, Q_2, Q_3 ->
          !isEvidenceAvailable || faults.contains(Fault.COLLATERAL)
              ? check == Check.Q_1
                  ? Finding.incomplete(check, "no collateral is available")
                  : Finding.skipped(check, "the quote is not verified")
              : quote(check);
      case RD_G2 ->
          !isEvidenceAvailable
              ? Finding.incomplete(check, "no acme-info is available")
              : unattested.isEmpty()
                  ? judged(check)
                  : Finding.fail(check, "a listed key has no quote");
      default ->
          isEvidenceAvailable
              ? judged(check)
              : Finding.incomplete(check, "no acme-info is available");
    };
  }

  private static boolean isAccountKnown(Set<Fault> faults) {
    return !faults.contains(Fault.EVIDENCE) && !faults.contains(Fault.ACCOUNT_QUOTE);
  }

  private Finding quote(Check check) {
    if (failing.contains(check)) {
      return judged(check);
    }
    return switch (check) {
      case Q_1 -> Finding.pass(check, "the quote verifies");
      case Q_3 -> Finding.pass(check, "TCB status " + tcb);
      default -> judged(check);
    };
  }

  private QuoteStatement quote() {
    return new QuoteStatement(
        "quoted_hist_keys[0]",
        Optional.of(tcb),
        advisories,
        failing.contains(Check.Q_1) ? Optional.empty() : Optional.of(collateralEnd));
  }

  private Finding judged(Check check) {
    return failing.contains(check) ? Finding.fail(check, "wrong") : Finding.pass(check, "right");
  }

  private WorkloadIdentity identity(boolean genuine) {
    return new WorkloadIdentity(
        genuine,
        List.of("quoted_hist_keys[0]"),
        Measurement.fromHex("11".repeat(20)),
        hash(compose),
        Optional.empty(),
        Optional.of("dstack"),
        Optional.empty(),
        Optional.of("kms:aa"));
  }

  private List<KeyStatement> keys() {
    List<KeyStatement> keys = new ArrayList<>();
    for (String key : attested) {
      String ref = "quoted_hist_keys[" + keys.size() + "]";
      keys.add(new KeyStatement(hash(key), keys.isEmpty(), true, List.of(ref)));
    }
    unattested.forEach(
        key -> keys.add(new KeyStatement(hash(key), false, false, List.of("hist_keys"))));
    return keys;
  }

  private CaaStatement caa(Set<Fault> faults) {
    boolean isAvailable = !faults.contains(Fault.DNS);
    return new CaaStatement(
        "*.apps.example.net",
        isAvailable ? isAccountKnown(faults) ? lock : "OTHER_ISSUERS" : "LOOKUP_FAILED",
        isAvailable ? Optional.of("example.net") : Optional.empty(),
        "INSECURE",
        isAvailable ? List.of(caa) : List.of(),
        List.of());
  }

  private List<CtStatement> ct(Set<Fault> faults) {
    List<CtStatement> logged = new ArrayList<>();
    if (!faults.contains(Fault.CT)) {
      logged.add(logged("01", attested.get(0), !faults.contains(Fault.EVIDENCE)));
      foreign.forEach(serial -> logged.add(logged(serial, "key of " + serial, false)));
      old.forEach(serial -> logged.add(logged(serial, FIRST_KEY, false)));
    }
    return logged;
  }

  private static CtStatement logged(String serial, String key, boolean attestedKey) {
    return new CtStatement(
        List.of("*.apps.example.net"),
        "CN=R1",
        serial,
        START.minus(Duration.ofDays(1)),
        START.plus(Duration.ofDays(4000)),
        Optional.of(hash(key)),
        attestedKey ? "ATTESTED" : "UNATTESTED");
  }
}
