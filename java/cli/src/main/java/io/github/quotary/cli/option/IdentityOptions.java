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
import picocli.CommandLine.Option;

/** Whose TD or enclave is expected, stated without a policy file. */
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

  @Option(
      names = {"--mrtd", "--mr-td"},
      paramLabel = "HEX",
      description = {
        "The TD's MRTD, 48 bytes. Says whose TD is expected, as --rtmr, --mr..., --report-data and"
            + " --report-data-file do; an option that is repeated accepts any of its values."
      })
  private List<String> mrTd = List.of();

  @Option(
      names = "--rtmr",
      paramLabel = "N=HEX",
      description = "The TD's run-time measurement register N (0 to 3), 48 bytes.")
  private List<String> rtmr = List.of();

  @Option(
      names = {"--mrconfigid", "--mr-config-id"},
      paramLabel = "HEX",
      description = "The TD's MRCONFIGID, 48 bytes.")
  private List<String> mrConfigId = List.of();

  @Option(
      names = {"--mrowner", "--mr-owner"},
      paramLabel = "HEX",
      description = "The TD's MROWNER, 48 bytes.")
  private List<String> mrOwner = List.of();

  @Option(
      names = {"--mrownerconfig", "--mr-owner-config"},
      paramLabel = "HEX",
      description = "The TD's MROWNERCONFIG, 48 bytes.")
  private List<String> mrOwnerConfig = List.of();

  @Option(
      names = {"--mrenclave", "--mr-enclave"},
      paramLabel = "HEX",
      description = "The enclave's MRENCLAVE, 32 bytes.")
  private List<String> mrEnclave = List.of();

  @Option(
      names = {"--mrsigner", "--mr-signer"},
      paramLabel = "HEX",
      description = "The enclave's MRSIGNER, 32 bytes.")
  private List<String> mrSigner = List.of();

  @Option(
      names = "--report-data",
      paramLabel = "HEX",
      description = "The report data: 1 to 64 bytes, and zeros up to 64.")
  private List<String> reportDataHex = List.of();

  @Option(
      names = "--report-data-file",
      paramLabel = "FILE",
      description = "The same, as the bytes of a file.")
  private List<Path> reportDataFiles = List.of();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  IdentityOptions() {}

  private void read() {
    add(PolicyField.MR_TD, "--mrtd", mrTd);
    rtmr.forEach(this::addRtmr);
    add(PolicyField.MR_CONFIG_ID, "--mrconfigid", mrConfigId);
    add(PolicyField.MR_OWNER, "--mrowner", mrOwner);
    add(PolicyField.MR_OWNER_CONFIG, "--mrownerconfig", mrOwnerConfig);
    add(PolicyField.MR_ENCLAVE, "--mrenclave", mrEnclave);
    add(PolicyField.MR_SIGNER, "--mrsigner", mrSigner);
    reportDataHex.forEach(hex -> addReportData("--report-data", hex("--report-data", hex)));
    reportDataFiles.forEach(file -> addReportData(file.toString(), BoundedFiles.read(file)));
  }

  private void addRtmr(String value) {
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

  private void addReportData(String where, byte[] bytes) {
    if (bytes.length == 0 || bytes.length > REPORT_DATA) {
      throw new InputException(
          where
              + " has "
              + bytes.length
              + " bytes; report data has 1 to 64 (a file has them as they are, not as hex)");
    }
    reportData.add(Measurement.of(bytes));
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
      throw new InputException(
          option + " '" + value + "' is not hexadecimal, or has an odd number of digits");
    }
  }

  /**
   * The policy with what the options state.
   *
   * @throws InputException if an option and the policy state the same, or the options contradict
   *     each other
   */
  QuotePolicy addTo(QuotePolicy policy) {
    read();
    if (anyTd && (!fields.isEmpty() || !reportData.isEmpty())) {
      throw new InputException("Use either --any-td or options that say whose TD it is, not both");
    }
    if (anyTd && policy.statesIdentity()) {
      throw new InputException("The policy says whose TD it is; leave --any-td out");
    }
    if (!anyTd && fields.isEmpty() && reportData.isEmpty()) {
      return policy;
    }
    PolicyBuilder builder = policy.toBuilder();
    fields.forEach(
        (field, values) -> {
          if (policy.stated().contains(field.member())) {
            throw stated(field.member());
          }
          builder.accept(field, values);
        });
    if (!reportData.isEmpty()) {
      if (policy.statesReportData()) {
        throw stated("reportData");
      }
      addReportData(builder);
    }
    return (anyTd ? builder.waiveIdentity() : builder.requireIdentity()).build();
  }

  private void addReportData(PolicyBuilder builder) {
    builder.reportDataPaddedWithZeros(
        reportData.stream().map(Measurement::toByteArray).toArray(byte[][]::new));
  }

  private static InputException stated(String rule) {
    return new InputException(
        "The policy states " + rule + ", and so does an option; use one of them");
  }
}
