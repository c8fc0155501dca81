package io.github.quotary.cli.option;

import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.policy.PolicyBuilder;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose TD or enclave is expected, stated without a policy file. */
@SuppressWarnings("UnusedMethod") // picocli calls the setters
public final class IdentityOptions {
  private static final int REPORT_DATA = 64;

  private final Map<PolicyField, Set<Measurement>> fields = new LinkedHashMap<>();
  private final Set<Measurement> reportData = new LinkedHashSet<>();

  @Option(
      names = "--any-td",
      description = {
        "Accepts anybody's TD or enclave: whose it is is not checked, and the verdict says GENUINE."
      })
  private boolean anyTd;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  IdentityOptions() {}

  @Option(
      names = {"--mrtd", "--mr-td"},
      paramLabel = "HEX",
      description = {
        "The TD's MRTD, 48 bytes. This option and those below say whose TD or enclave is expected;"
            + " one that is repeated accepts any of its values."
      })
  private void mrTd(List<String> values) {
    add(PolicyField.MR_TD, "--mrtd", values);
  }

  @Option(
      names = "--rtmr",
      paramLabel = "N=HEX",
      description = "The TD's run-time measurement register N (0 to 3), 48 bytes.")
  private void rtmr(List<String> values) {
    for (String value : values) {
      if (!value.matches("[0-3]=.*")) {
        throw new InputException(
            "--rtmr " + value + ": write the register and its value, such as 3=00ff...");
      }
      PolicyField field =
          switch (value.charAt(0)) {
            case '0' -> PolicyField.RTMR0;
            case '1' -> PolicyField.RTMR1;
            case '2' -> PolicyField.RTMR2;
            default -> PolicyField.RTMR3;
          };
      add(field, "--rtmr " + value.charAt(0), List.of(value.substring(2)));
    }
  }

  @Option(
      names = {"--mrconfigid", "--mr-config-id"},
      paramLabel = "HEX",
      description = "The TD's MRCONFIGID, 48 bytes.")
  private void mrConfigId(List<String> values) {
    add(PolicyField.MR_CONFIG_ID, "--mrconfigid", values);
  }

  @Option(
      names = {"--mrowner", "--mr-owner"},
      paramLabel = "HEX",
      description = "The TD's MROWNER, 48 bytes.")
  private void mrOwner(List<String> values) {
    add(PolicyField.MR_OWNER, "--mrowner", values);
  }

  @Option(
      names = {"--mrownerconfig", "--mr-owner-config"},
      paramLabel = "HEX",
      description = "The TD's MROWNERCONFIG, 48 bytes.")
  private void mrOwnerConfig(List<String> values) {
    add(PolicyField.MR_OWNER_CONFIG, "--mrownerconfig", values);
  }

  @Option(
      names = {"--mrenclave", "--mr-enclave"},
      paramLabel = "HEX",
      description = "The enclave's MRENCLAVE, 32 bytes.")
  private void mrEnclave(List<String> values) {
    add(PolicyField.MR_ENCLAVE, "--mrenclave", values);
  }

  @Option(
      names = {"--mrsigner", "--mr-signer"},
      paramLabel = "HEX",
      description = "The enclave's MRSIGNER, 32 bytes.")
  private void mrSigner(List<String> values) {
    add(PolicyField.MR_SIGNER, "--mrsigner", values);
  }

  @Option(
      names = "--report-data",
      paramLabel = "HEX",
      description = "The report data: 1 to 64 bytes, and zeros up to 64.")
  private void reportData(List<String> values) {
    for (String value : values) {
      byte[] bytes = hex("--report-data", value);
      if (bytes.length == 0 || bytes.length > REPORT_DATA) {
        throw new InputException(
            "--report-data has " + bytes.length + " bytes; 1 to 64 are possible");
      }
      reportData.add(Measurement.of(bytes));
    }
  }

  @Option(
      names = "--report-data-file",
      paramLabel = "FILE",
      description = "The same, as the bytes of a file.")
  private void reportDataFiles(List<Path> files) {
    for (Path file : files) {
      byte[] bytes = BoundedFiles.read(file);
      if (bytes.length == 0 || bytes.length > REPORT_DATA) {
        throw new InputException(
            file
                + " has "
                + bytes.length
                + " bytes; report data has 1 to 64, as they are, not in hexadecimal");
      }
      reportData.add(Measurement.of(bytes));
    }
  }

  private void add(PolicyField field, String option, List<String> values) {
    for (String value : values) {
      byte[] bytes = hex(option, value);
      if (bytes.length != field.size()) {
        throw new InputException(
            option + " has " + bytes.length + " bytes; " + field.size() + " are needed");
      }
      fields.computeIfAbsent(field, any -> new LinkedHashSet<>()).add(Measurement.of(bytes));
    }
  }

  private static byte[] hex(String option, String value) {
    try {
      return HexFormat.of().parseHex(value);
    } catch (IllegalArgumentException e) {
      throw new InputException(option + " '" + value + "' is not hexadecimal");
    }
  }

  /**
   * The policy with what the options state.
   *
   * @throws InputException if an option and the policy state the same, or the options contradict
   *     each other
   */
  QuotePolicy addTo(QuotePolicy policy) {
    if (anyTd && (!fields.isEmpty() || !reportData.isEmpty())) {
      throw new InputException("Use either --any-td or options that say whose TD it is, not both");
    }
    if (!anyTd && fields.isEmpty() && reportData.isEmpty()) {
      return policy;
    }
    PolicyBuilder builder = policy.toBuilder();
    fields.forEach(
        (field, values) -> {
          requireUnstated(policy, field.member());
          builder.accept(field, values);
        });
    if (!reportData.isEmpty()) {
      requireUnstated(policy, "reportData");
      addReportData(builder);
    }
    if (anyTd) {
      builder.waiveIdentity();
    }
    return builder.build();
  }

  private void addReportData(PolicyBuilder builder) {
    builder.reportDataPaddedWithZeros(
        reportData.stream().map(Measurement::toByteArray).toArray(byte[][]::new));
  }

  private static void requireUnstated(QuotePolicy policy, @Nullable String rule) {
    if (policy.stated().contains(rule)) {
      throw new InputException(
          "The policy states " + rule + ", and so does an option; use one of them");
    }
  }
}
