package io.github.quotary.domain.workload;

import io.github.quotary.domain.dstack.AppIdentity;
import io.github.quotary.domain.dstack.KeyProvider;
import io.github.quotary.domain.dstack.MrConfigCheck;
import io.github.quotary.domain.dstack.MrConfigDocument;
import io.github.quotary.domain.dstack.MrConfigId;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.quote.TdReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checks ID-1 to ID-4 of one proof. */
final class IdentityChecks {
  private static final String UNKNOWN = "the attested identity is unknown";

  private final Assessment assessment;
  private final DomainPolicy policy;
  private final Optional<AppIdentity> identity;

  private IdentityChecks(Assessment assessment, DomainPolicy policy) {
    this.assessment = assessment;
    this.policy = policy;
    this.identity = assessment.identity();
  }

  static List<Finding> of(Assessment assessment, DomainPolicy policy) {
    IdentityChecks checks = new IdentityChecks(assessment, policy);
    return List.of(checks.compose(), checks.appId(), checks.mrConfigId(), checks.keyProvider());
  }

  private Finding compose() {
    if (identity.isEmpty()) {
      return ref(Finding.skipped(Check.ID_1, UNKNOWN));
    }
    String measured = "compose hash " + identity.get().composeHash();
    if (!policy.namesCode()) {
      return ref(
          Finding.nothingNamed(
                  Check.ID_1, "the policy names no compose hash, so the app cannot be judged")
              .withDetail("measured: " + measured));
    }
    return ref(
        policy.allowsCompose(identity.get().composeHash())
            ? Finding.pass(Check.ID_1, measured + " is allowed")
            : Finding.fail(Check.ID_1, measured + " is not allowed"));
  }

  private Finding appId() {
    if (policy.appIds().isEmpty()) {
      return ref(Finding.notApplicable(Check.ID_2, "the policy names no app id"));
    }
    if (identity.isEmpty()) {
      return ref(Finding.skipped(Check.ID_2, UNKNOWN));
    }
    String measured = "app id " + identity.get().appId();
    return ref(
        policy.appIds().contains(identity.get().appId())
            ? Finding.pass(Check.ID_2, measured + " is allowed")
            : Finding.fail(Check.ID_2, measured + " is not allowed"));
  }

  private Finding mrConfigId() {
    TdReport report = assessment.report().orElse(null);
    if (report == null || MrConfigId.of(report.mrConfigId()) instanceof MrConfigId.Unused) {
      return ref(Finding.notApplicable(Check.ID_3, "MRCONFIGID is not used"));
    }
    if (identity.isEmpty()) {
      return ref(Finding.skipped(Check.ID_3, UNKNOWN));
    }
    MrConfigCheck check = MrConfigCheck.of(report, identity.get(), document(report));
    return ref(
        switch (check.status()) {
          case NOT_USED -> Finding.notApplicable(Check.ID_3, check.detail());
          case CONSISTENT -> Finding.pass(Check.ID_3, check.detail());
          case INCONSISTENT -> Finding.fail(Check.ID_3, check.detail());
          case DOCUMENT_NEEDED ->
              Finding.incomplete(
                  Check.ID_3,
                  "its document cannot be derived from the log; the policy can name it");
        });
  }

  private Optional<MrConfigDocument> document(TdReport report) {
    return MrConfigId.of(report.mrConfigId()) instanceof MrConfigId.DocumentDigest wanted
        ? policy.mrConfigDocuments().stream()
            .filter(document -> document.digest().equals(wanted.digest()))
            .findFirst()
            .or(() -> identity.flatMap(proven -> MrConfigDocument.of(wanted, proven)))
        : Optional.empty();
  }

  private Finding keyProvider() {
    if (policy.keyProviders().isEmpty()) {
      return ref(Finding.notApplicable(Check.ID_4, "the policy names no key provider"));
    }
    if (identity.isEmpty()) {
      return ref(Finding.skipped(Check.ID_4, UNKNOWN));
    }
    Optional<KeyProvider> provider = identity.get().keyProvider();
    if (provider.isEmpty()) {
      return ref(Finding.fail(Check.ID_4, "no key provider was measured"));
    }
    String measured = "key provider " + text(provider.get());
    return ref(
        policy.keyProviders().stream().anyMatch(allowed -> allowed.allows(provider.get()))
            ? Finding.pass(Check.ID_4, measured + " is allowed")
            : Finding.fail(Check.ID_4, measured + " is not allowed")
                .withDetail(
                    "allowed: "
                        + policy.keyProviders().stream()
                            .map(p -> p.kind().eventName() + p.id().map(id -> ":" + id).orElse(""))
                            .collect(Collectors.joining(", "))));
  }

  static String text(KeyProvider provider) {
    return provider.kind().eventName() + ":" + provider.id();
  }

  private Finding ref(Finding finding) {
    return finding.withRefs(assessment.ref());
  }
}
