package io.github.quotary.domain.workload;

import io.github.quotary.domain.dstack.AppIdentity;
import io.github.quotary.domain.dstack.image.AcpiDigests;
import io.github.quotary.domain.dstack.image.OsImageAllowList;
import io.github.quotary.domain.dstack.image.OsImageCheck;
import io.github.quotary.domain.dstack.image.TdxLite;
import io.github.quotary.domain.dstack.image.VmConfig;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks OS-1 to OS-3 of one proof. */
final class OsImageChecks {
  private final Assessment assessment;
  private final DomainPolicy policy;
  private final Optional<VmConfig> config;
  private final List<String> details = new ArrayList<>();
  private boolean undecided;

  private OsImageChecks(Assessment assessment, DomainPolicy policy, Preimages preimages) {
    this.assessment = assessment;
    this.policy = policy;
    this.config =
        assessment.proof().answer().vmConfig().or(preimages::vmConfig).flatMap(this::read);
  }

  static List<Finding> of(Assessment assessment, DomainPolicy policy, Preimages preimages) {
    return new OsImageChecks(assessment, policy, preimages).findings();
  }

  /** The image that the policy allows and the report has, if there is one. */
  static Optional<AllowedOsImage> allowed(
      Assessment assessment, DomainPolicy policy, Preimages preimages) {
    OsImageChecks checks = new OsImageChecks(assessment, policy, preimages);
    return assessment.report().flatMap(checks::match);
  }

  private Optional<VmConfig> read(String json) {
    Reading<VmConfig> reading = VmConfig.read(json);
    reading.problem().ifPresent(problem -> details.add("vm_config: " + problem));
    return reading.found();
  }

  private List<Finding> findings() {
    Finding acpi =
        ref(
            Finding.incomplete(
                Check.OS_3,
                "the contents of ACPI tables are not computed here; RTMR0 has their hashes"));
    if (assessment.report().isEmpty()) {
      return List.of(
          ref(Finding.skipped(Check.OS_1, "no TD quote is available")),
          ref(Finding.skipped(Check.OS_2, "no TD quote is available")),
          acpi);
    }
    Optional<AllowedOsImage> image = match(assessment.report().get());
    return List.of(
        ref(image.map(this::allowed).orElseGet(this::notAllowed)),
        ref(image.map(OsImageChecks::development).orElseGet(this::unknown)),
        acpi);
  }

  private Finding allowed(AllowedOsImage image) {
    return Finding.pass(
        Check.OS_1, "the OS image is " + image.label() + ", matched by " + how(image));
  }

  private static String how(AllowedOsImage image) {
    if (image instanceof AllowedOsImage.ByRegisters) {
      return "MRTD, RTMR1 and RTMR2";
    }
    return image instanceof AllowedOsImage.ByHash ? "its hash" : "its files";
  }

  private Finding notAllowed() {
    if (policy.osImages().isEmpty()) {
      return Finding.nothingNamed(
              Check.OS_1, "the policy names no OS image, so the guest's measurements prove nothing")
          .withDetails(registers());
    }
    List<String> lines = new ArrayList<>(registers());
    lines.addAll(details);
    return (undecided
            ? Finding.incomplete(
                Check.OS_1, "the evidence does not show whether the OS image is allowed")
            : Finding.fail(Check.OS_1, "the policy does not allow the OS image"))
        .withDetails(lines);
  }

  private List<String> registers() {
    TdReport report = assessment.report().orElseThrow();
    return List.of("MRTD  " + report.mrTd(), "RTMR1 " + report.rtmr(1), "RTMR2 " + report.rtmr(2));
  }

  private static Finding development(AllowedOsImage image) {
    return image.development()
        ? Finding.fail(
            Check.OS_2, image.label() + " is a development image: its operator can log in")
        : Finding.pass(Check.OS_2, "the policy lists " + image.label() + " for production");
  }

  private Finding unknown() {
    return policy.osImages().isEmpty()
        ? Finding.notApplicable(Check.OS_2, "the policy names no OS image")
        : Finding.skipped(Check.OS_2, "the OS image is unknown");
  }

  private Optional<AllowedOsImage> match(TdReport report) {
    return policy.osImages().stream().filter(image -> matches(image, report)).findFirst();
  }

  private boolean matches(AllowedOsImage image, TdReport report) {
    if (image instanceof AllowedOsImage.ByRegisters registers) {
      return OsImageAllowList.of(List.of(registers.registers()), List.of()).check(report)
          instanceof OsImageAllowList.Verdict.Allowed;
    } else if (image instanceof AllowedOsImage.ByHash hash) {
      return matchesHash(hash.hash().hash(), image.label(), report);
    }
    AllowedOsImage.ByImage files = (AllowedOsImage.ByImage) image;
    if (config.isEmpty()) {
      return undecided(image.label() + " needs the VM's memory size, but there is no vm_config");
    }
    return isMatch(image.label(), files.image().check(config.get(), acpi(), report));
  }

  private boolean matchesHash(Measurement hash, String label, TdReport report) {
    if (config.isPresent() && config.get().measurement().isPresent() && acpi().isPresent()) {
      OsImageCheck check = TdxLite.check(config.get(), acpi().get(), report);
      return config.get().osImageHash().filter(hash::equals).isPresent() && isMatch(label, check);
    }
    boolean claimed =
        assessment.identity().flatMap(AppIdentity::osImageHash).filter(hash::equals).isPresent();
    return claimed
        && undecided(
            "the guest claims to run "
                + label
                + ", but nothing in the evidence links the hash to the registers; list the"
                + " image by its registers or its directory");
  }

  private boolean isMatch(String label, OsImageCheck check) {
    if (check instanceof OsImageCheck.Matched) {
      return true;
    } else if (check instanceof OsImageCheck.Differs differs) {
      details.add(
          label + " produces different values of " + String.join(", ", differs.registers()));
    } else if (check instanceof OsImageCheck.Malformed malformed) {
      details.add(label + ": " + malformed.problem());
    } else if (check instanceof OsImageCheck.Unsupported unsupported) {
      return undecided(label + ": " + unsupported.reason());
    }
    return false;
  }

  private boolean undecided(String reason) {
    undecided = true;
    details.add(reason);
    return false;
  }

  private Optional<AcpiDigests> acpi() {
    return assessment.proof().answer().eventLog().flatMap(AcpiDigests::of);
  }

  private Finding ref(Finding finding) {
    return finding.withRefs(assessment.ref());
  }
}
