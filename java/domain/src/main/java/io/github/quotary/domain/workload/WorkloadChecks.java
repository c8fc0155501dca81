package io.github.quotary.domain.workload;

import io.github.quotary.domain.dstack.AppIdentity;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.Provenance;
import io.github.quotary.domain.report.QuoteStatement;
import io.github.quotary.domain.report.WorkloadIdentity;
import io.github.quotary.quote.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checks of quotes, logs, identities, images and compose files: Q, EL, ID, OS and CMP. They
 * hold for a domain when they hold for every one of its proofs.
 */
public final class WorkloadChecks {
  private static final List<Check> OF_A_PROOF =
      List.of(
          Check.Q_1,
          Check.Q_2,
          Check.Q_3,
          Check.EL_1,
          Check.EL_2,
          Check.ID_1,
          Check.OS_1,
          Check.OS_2);

  private final List<Assessment> assessments;
  private final DomainPolicy policy;
  private final Preimages preimages;
  private final Provenance provenance;

  private WorkloadChecks(
      List<Assessment> assessments,
      DomainPolicy policy,
      Preimages preimages,
      Provenance provenance) {
    this.assessments = List.copyOf(assessments);
    this.policy = policy;
    this.preimages = preimages;
    this.provenance = provenance;
  }

  /** The checks of these proofs. */
  public static WorkloadChecks of(
      List<Assessment> assessments,
      DomainPolicy policy,
      Preimages preimages,
      Provenance provenance) {
    return new WorkloadChecks(assessments, policy, preimages, provenance);
  }

  /** What was found of the quotes' platforms. */
  public List<QuoteStatement> quotes() {
    return assessments.stream()
        .map(assessment -> QuoteChecks.statement(assessment, provenance))
        .toList();
  }

  /**
   * The findings for each proof. Without a proof, what it would have to show is {@link
   * io.github.quotary.domain.report.CheckOutcome#INCOMPLETE}.
   */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Assessment assessment : assessments) {
      findings.addAll(QuoteChecks.of(assessment, provenance));
      findings.addAll(LogChecks.of(assessment));
      findings.addAll(IdentityChecks.of(assessment, policy));
      findings.addAll(OsImageChecks.of(assessment, policy, preimages));
    }
    if (assessments.isEmpty()) {
      findings.addAll(withoutProof());
    }
    findings.add(compose());
    return findings;
  }

  private List<Finding> withoutProof() {
    String missing = "no quote is available";
    List<Finding> findings = new ArrayList<>();
    OF_A_PROOF.forEach(check -> findings.add(Finding.incomplete(check, missing)));
    for (Check check : List.of(Check.EL_3, Check.ID_3, Check.OS_3)) {
      findings.add(Finding.notApplicable(check, missing));
    }
    findings.add(withoutProof(Check.ID_2, !policy.appIds().isEmpty()));
    findings.add(withoutProof(Check.ID_4, !policy.keyProviders().isEmpty()));
    return findings;
  }

  private static Finding withoutProof(Check check, boolean configured) {
    return configured
        ? Finding.incomplete(check, "no quote is available")
        : Finding.notApplicable(check, "the policy names none");
  }

  /** The attested identities; proofs of the same identity and standing are merged. */
  public List<WorkloadIdentity> identities() {
    Map<WorkloadIdentity, List<String>> refs = new LinkedHashMap<>();
    for (Assessment assessment : assessments) {
      identity(assessment)
          .ifPresent(
              identity ->
                  refs.computeIfAbsent(identity, key -> new ArrayList<>()).add(assessment.ref()));
    }
    return refs.entrySet().stream()
        .map(entry -> entry.getKey().withRefs(entry.getValue()))
        .toList();
  }

  private Optional<WorkloadIdentity> identity(Assessment assessment) {
    return assessment
        .identity()
        .map(
            identity ->
                new WorkloadIdentity(
                    assessment.isVerified(),
                    List.of(),
                    identity.appId(),
                    identity.composeHash(),
                    identity.instanceId(),
                    OsImageChecks.allowed(assessment, policy, preimages).map(AllowedOsImage::label),
                    identity.osImageHash(),
                    identity.keyProvider().map(IdentityChecks::text)));
  }

  private Finding compose() {
    List<Measurement> hashes =
        assessments.stream()
            .flatMap(assessment -> assessment.identity().stream())
            .map(AppIdentity::composeHash)
            .distinct()
            .toList();
    if (hashes.isEmpty()) {
      return Finding.incomplete(Check.CMP_1, "the running compose file is unknown");
    }
    return Finding.worst(hashes.stream().map(this::compose).toList());
  }

  private Finding compose(Measurement hash) {
    Optional<RawBytes> text =
        Stream.concat(policy.composeFiles().stream(), preimages.composeTexts().stream())
            .filter(candidate -> candidate.sha256().equals(hash))
            .findFirst();
    if (text.isEmpty()) {
      return Finding.incomplete(
          Check.CMP_1, "no available compose file has the measured hash " + hash);
    }
    ComposeLint lint = ComposeLint.of(text.get());
    List<String> lines = new ArrayList<>(lint.objections());
    lint.remarks().forEach(remark -> lines.add("review: " + remark));
    return (lint.objections().isEmpty()
            ? Finding.pass(
                Check.CMP_1,
                "the compose file breaks no rule; " + lint.remarks().size() + " remarks")
            : Finding.fail(
                Check.CMP_1, "the compose file breaks a rule: " + lint.objections().get(0)))
        .withDetails(lines);
  }
}
