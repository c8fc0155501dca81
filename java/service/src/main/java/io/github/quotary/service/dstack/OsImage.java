package io.github.quotary.service.dstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.domain.dstack.image.AcpiDigests;
import io.github.quotary.domain.dstack.image.MatchedOsImage;
import io.github.quotary.domain.dstack.image.OsImageCheck;
import io.github.quotary.domain.dstack.image.TdxLite;
import io.github.quotary.domain.dstack.image.VmConfig;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import io.github.quotary.quote.TdReport;
import java.util.Optional;

/**
 * Which OS image booted, from the configuration that the prover sends: only where the configuration
 * carries the image's measurements ("lite"). The older way needs the image itself, and the ACPI
 * tables that QEMU made.
 */
final class OsImage {
  private static final String LAYOUT = "pre202505";

  /** What became of the check. */
  sealed interface Outcome {
    /**
     * The registers are those of this image.
     *
     * @param image the image, by the hash that the prover gives it
     */
    record Matched(MatchedOsImage image) implements Outcome {}

    /**
     * They are not, or it cannot be told.
     *
     * @param reason why
     */
    record Failed(String reason) implements Outcome {}

    /**
     * It was not checked.
     *
     * @param reason why not
     */
    record NotChecked(String reason) implements Outcome {}
  }

  private OsImage() {}

  static Outcome check(Claimed claimed, TdReport report) {
    String json = claimed.config().isEmpty() ? "{}" : claimed.config();
    Reading<JsonNode> read = members(json);
    Reading<VmConfig> config = read.then(any -> VmConfig.read(json));
    if (config instanceof Reading.Malformed<VmConfig> malformed) {
      return new Outcome.Failed("Failed to decode VM config: " + malformed.text());
    }
    JsonNode members = read.found().orElseThrow();
    String variant = members.path("tdx_attestation_variant").asText("legacy");
    if (variant.equals("legacy")) {
      return new Outcome.NotChecked(
          "legacy TDX attestation needs the OS image and QEMU's ACPI tables, which this service"
              + " does not compute");
    }
    if (!variant.equals("lite")) {
      return new Outcome.Failed(
          "Failed to decode VM config: tdx_attestation_variant is neither legacy nor lite");
    }
    String layout = members.path("ovmf_variant").asText(LAYOUT);
    if (!members.path("ovmf_variant").isNull() && !layout.equals(LAYOUT)) {
      return new Outcome.Failed("Failed to decode VM config: unknown ovmf_variant");
    }
    return lite(config.found().orElseThrow(), claimed, report);
  }

  /** The configuration's members, or those of the one that it holds as a string. */
  private static Reading<JsonNode> members(String json) {
    try {
      JsonNode outer = JsonInput.tree(json);
      JsonNode inner = outer.path("vm_config");
      return Reading.of(inner.isTextual() ? JsonInput.tree(inner.textValue()) : outer);
    } catch (JsonInputException e) {
      return Reading.malformed(e.problem());
    }
  }

  private static Outcome lite(VmConfig config, Claimed claimed, TdReport report) {
    if (config.measurement().isEmpty()) {
      return new Outcome.Failed("tdx lite attestation requires vm_config.tdx_measurement");
    }
    Optional<AcpiDigests> acpi = AcpiDigests.of(claimed.log());
    if (acpi.isEmpty()) {
      return new Outcome.Failed(
          "TDX lite attestation is missing named RTMR0 ACPI DATA digests: exactly acpi-loader,"
              + " acpi-rsdp and acpi-tables are needed");
    }
    OsImageCheck check = TdxLite.check(config, acpi.get(), report);
    if (check instanceof OsImageCheck.Matched matched) {
      return new Outcome.Matched(matched.image());
    }
    if (check instanceof OsImageCheck.Differs differs) {
      return new Outcome.Failed(
          "MRs do not match: " + String.join(", ", differs.registers()) + " of another image");
    }
    return new Outcome.Failed(
        check instanceof OsImageCheck.Unsupported unsupported
            ? unsupported.reason()
            : "tdx lite measurement material does not match os_image_hash: "
                + ((OsImageCheck.Malformed) check).problem());
  }
}
