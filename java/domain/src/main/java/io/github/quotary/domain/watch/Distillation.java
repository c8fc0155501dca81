package io.github.quotary.domain.watch;

import io.github.quotary.domain.caa.CaaLock;
import io.github.quotary.domain.ct.CtReconciliation.KeyState;
import io.github.quotary.domain.report.CaaStatement;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.CtStatement;
import io.github.quotary.domain.report.DomainCheckResult;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Headline;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.domain.report.QuoteStatement;
import io.github.quotary.domain.report.WorkloadIdentity;
import io.github.quotary.domain.watch.Observation.Caa;
import io.github.quotary.domain.watch.Observation.Expiry;
import io.github.quotary.domain.watch.Observation.Logged;
import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Extracts the certain facts from a report. */
final class Distillation {
  /** Checks about parties other than the TD and the connection. */
  private static final Set<Check> WITNESSES =
      Set.of(
          Check.CAA_1, Check.CAA_2, Check.CAA_3, Check.CAA_4, Check.CT_1, Check.CT_2, Check.DNS_1);

  /** Locks that do not depend on which accounts are proven. */
  private static final Set<String> OPEN =
      Set.of(CaaLock.State.UNRESTRICTED.name(), CaaLock.State.MALFORMED.name());

  private static final Set<String> LOCKED =
      Set.of(CaaLock.State.ACCOUNT_LOCKED.name(), CaaLock.State.NOBODY.name());

  private final DomainReport report;
  private final boolean isGateway;

  Distillation(DomainReport report) {
    this.report = report;
    this.isGateway = report.kind() == DomainKind.GATEWAY;
  }

  /** The observation; if the host could not be asked, no more than that. */
  Observation observation(String name) {
    Optional<String> testRoot =
        Optional.of(report.provenance().testRootWords()).filter(words -> !words.isEmpty());
    if (report.unreachable().isPresent()) {
      return Observation.faulty(name, report.verifiedAt(), report.unreachable().get(), testRoot);
    }
    Map<String, Boolean> checks = new TreeMap<>();
    Set<String> mandatory = new TreeSet<>();
    List<String> problems = new ArrayList<>();
    for (DomainCheckResult result : report.checks().results()) {
      if (result.mandatory()) {
        mandatory.add(result.check().id());
        outcome(result)
            .ifPresentOrElse(
                passed -> checks.put(result.check().id(), passed),
                () -> problems.add(result.check().id() + ": " + result.finding().summary()));
      }
    }
    return new Observation(
        name,
        report.verifiedAt(),
        mandatory,
        checks,
        isTrusted(),
        keys(),
        identity(),
        accounts(),
        tcb(),
        caa(),
        certificates(),
        expiries(),
        problems,
        passWord(),
        testRoot);
  }

  private String passWord() {
    return switch (report.checks().identity()) {
      case STATED -> NameState.PASS;
      case WAIVED -> NameState.GENUINE;
      case UNSTATED -> NameState.GENUINE + "; " + Headline.identity(report);
    };
  }

  private Optional<Boolean> outcome(DomainCheckResult result) {
    return switch (result.outcome()) {
      case PASS -> Optional.of(true);
      case FAIL -> isConsequence(result.check()) ? Optional.empty() : Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Whether a check can have failed only because something that it needs was unavailable. */
  private boolean isConsequence(Check check) {
    return switch (check) {
      case CT_1, DNS_1 -> !areKeysJudged();
      case CAA_1, CAA_2 ->
          !areAccountsJudged()
              && report.witnesses().caa().stream().noneMatch(caa -> OPEN.contains(caa.lock()));
      case CAA_3 -> !areAccountsJudged();
      default -> false;
    };
  }

  private boolean isJudged(Check check) {
    return report.checks().isJudged(check);
  }

  private boolean has(Check check, CheckOutcome outcome) {
    return report
        .checks()
        .result(check)
        .filter(result -> result.finding().outcome() == outcome)
        .isPresent();
  }

  /** Whether it is known which keys are attested. */
  private boolean areKeysJudged() {
    return isGateway ? isJudged(Check.RD_G1) : isJudged(Check.RD_C1) && isJudged(Check.CERT_1);
  }

  /** Whether it is known which accounts are proven. */
  private boolean areAccountsJudged() {
    return Check.accountProofs(report.kind()).stream().allMatch(this::isJudged);
  }

  private boolean isTrusted() {
    return report.checks().results().stream()
        .filter(result -> result.mandatory() && !WITNESSES.contains(result.check()))
        .allMatch(result -> result.outcome() == CheckOutcome.PASS);
  }

  /** Keys bound by quotes that verify up to the trust anchor, and keys found unbound. */
  private Map<String, Boolean> keys() {
    Map<String, Boolean> keys = new TreeMap<>();
    boolean isGenuine = has(Check.Q_1, CheckOutcome.PASS);
    for (KeyStatement key : report.keys()) {
      if (key.bound() && isGenuine) {
        keys.put(key.spkiSha256().toString(), true);
      } else if (!key.bound() && isUnbound(key)) {
        keys.put(key.spkiSha256().toString(), false);
      }
    }
    return keys;
  }

  private boolean isUnbound(KeyStatement key) {
    if (isGateway) {
      return has(key.served() ? Check.RD_G1 : Check.RD_G2, CheckOutcome.FAIL);
    }
    return areKeysJudged()
        && (has(Check.RD_C1, CheckOutcome.FAIL) || has(Check.CERT_1, CheckOutcome.FAIL));
  }

  private Optional<String> identity() {
    Set<String> refs =
        report.keys().stream()
            .filter(key -> key.served() && key.bound())
            .flatMap(key -> key.refs().stream())
            .collect(Collectors.toSet());
    return report.identities().stream()
        .filter(WorkloadIdentity::genuine)
        .filter(identity -> !isGateway || identity.refs().stream().anyMatch(refs::contains))
        .findFirst()
        .map(Distillation::text);
  }

  private static String text(WorkloadIdentity identity) {
    StringBuilder text = new StringBuilder();
    text.append("app_id ").append(identity.appId());
    text.append(", compose_hash ").append(identity.composeHash());
    identity.instanceId().ifPresent(id -> text.append(", instance_id ").append(id));
    identity.osImageHash().ifPresent(hash -> text.append(", os_image_hash ").append(hash));
    identity.osImage().ifPresent(image -> text.append(", os ").append(image));
    identity.keyProvider().ifPresent(provider -> text.append(", kms ").append(provider));
    return Texts.bounded(text.toString());
  }

  private Optional<String> accounts() {
    return report.accounts().isEmpty() || !areAccountsJudged()
        ? Optional.empty()
        : Optional.of(
            Texts.bounded(report.accounts().stream().sorted().collect(Collectors.joining(", "))));
  }

  /** The statuses and advisories of all quotes, wherever each of them is. */
  private Optional<String> tcb() {
    if (!isJudged(Check.Q_3)) {
      return Optional.empty();
    }
    Set<String> statuses = new TreeSet<>();
    Set<String> advisories = new TreeSet<>();
    for (QuoteStatement quote : report.quotes()) {
      quote.tcbStatus().ifPresent(status -> statuses.add("TCB status " + status));
      advisories.addAll(quote.advisoryIds());
    }
    return Optional.of(
        Texts.bounded(
            String.join(", ", statuses)
                + (advisories.isEmpty() ? "" : "; " + String.join(", ", advisories))));
  }

  private List<Caa> caa() {
    return report.witnesses().caa().stream()
        .filter(caa -> !caa.lock().equals(CaaLock.State.LOOKUP_FAILED.name()))
        .map(
            caa -> new Caa(Texts.bounded(caa.name()), records(caa), caa.lock(), locked(caa.lock())))
        .toList();
  }

  private static String records(CaaStatement caa) {
    return Texts.bounded(
        caa.level().map(level -> "at " + level + ": ").orElse("no records")
            + caa.records().stream().sorted().collect(Collectors.joining("; ")));
  }

  private Optional<Boolean> locked(String lock) {
    if (OPEN.contains(lock)) {
      return Optional.of(false);
    }
    return LOCKED.contains(lock) || areAccountsJudged()
        ? Optional.of(LOCKED.contains(lock))
        : Optional.empty();
  }

  /** Certificates whose keys are known and could be compared with the evidence. */
  private List<Logged> certificates() {
    List<Logged> logged = new ArrayList<>();
    for (CtStatement certificate : report.witnesses().ct()) {
      boolean isAttested = certificate.key().equals(KeyState.ATTESTED.name());
      boolean isForeign = certificate.key().equals(KeyState.UNATTESTED.name()) && areKeysJudged();
      if (isAttested || isForeign) {
        logged.add(
            new Logged(
                Texts.bounded(
                    certificate.serial()
                        + " "
                        + certificate.notBefore()
                        + " "
                        + certificate.notAfter()),
                Texts.bounded(certificate.line()),
                certificate.notBefore(),
                certificate.notAfter(),
                certificate.spkiSha256().map(Measurement::toString),
                isAttested));
      }
    }
    return logged;
  }

  private List<Expiry> expiries() {
    List<Expiry> expiries = new ArrayList<>();
    report
        .certificate()
        .ifPresent(
            served ->
                expiries.add(
                    new Expiry(
                        "served certificate",
                        served.sha256().toString(),
                        served.notAfter(),
                        false)));
    report.quotes().stream()
        .flatMap(quote -> quote.validUntil().stream())
        .min(Instant::compareTo)
        .ifPresent(end -> expiries.add(new Expiry("collateral", end.toString(), end, true)));
    return expiries;
  }
}
