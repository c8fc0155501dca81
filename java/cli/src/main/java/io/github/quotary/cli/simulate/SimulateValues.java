package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.fault.CrlFault;
import io.github.quotary.simulator.fault.Variation;
import io.github.quotary.simulator.spec.PckCa;
import io.github.quotary.simulator.spec.QuoteShape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The values that are set most often; each is short for a {@code --set}. */
final class SimulateValues {
  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      converter = ShapeConverter.class,
      description =
          "Quote version and body: v3-sgx, v4-sgx, v4-tdx, v5-sgx, v5-tdx-10, v5-tdx-15"
              + " or v5-tdx-15-ex. Default: what NAME takes, or v4-tdx.")
  @Nullable QuoteShape shape;

  @Option(
      names = "--ca",
      paramLabel = "CA",
      description = "Issuer of the PCK certificate: processor or platform. Default: platform.")
  @Nullable PckCa ca;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "When the evidence is to be verified. Default: 2026-06-15T00:00:00Z.")
  private @Nullable String at;

  @Option(names = "--fmspc", paramLabel = "HEX", description = "6 bytes; TCB info follows.")
  private @Nullable String fmspc;

  @Option(names = "--ppid", paramLabel = "HEX", description = "16 bytes.")
  private @Nullable String ppid;

  @Option(names = "--pceid", paramLabel = "HEX", description = "2 bytes; TCB info follows.")
  private @Nullable String pceId;

  @Option(
      names = "--sgx-svns",
      paramLabel = "N,N,...",
      description = "The platform's 16 SGX TCB component SVNs.")
  private @Nullable String sgxSvns;

  @Option(names = "--pcesvn", paramLabel = "N", description = "The platform's PCE SVN.")
  private @Nullable String pceSvn;

  @Option(
      names = "--tee-tcb-svn",
      paramLabel = "HEX",
      description = "TEE_TCB_SVN, 16 bytes: module minor, module major, loader, ...")
  private @Nullable String teeTcbSvn;

  @Option(
      names = "--tee-tcb-svn2",
      paramLabel = "HEX",
      description = "TEE_TCB_SVN2, 16 bytes: what the TD runs under now (v5-tdx-15 and -ex).")
  private @Nullable String teeTcbSvn2;

  @Option(names = "--mrtd", paramLabel = "HEX", description = "MRTD, 48 bytes.")
  private @Nullable String mrTd;

  @Option(names = "--rtmr0", paramLabel = "HEX", description = "RTMR 0, 48 bytes.")
  private @Nullable String rtmr0;

  @Option(names = "--rtmr1", paramLabel = "HEX", description = "RTMR 1, 48 bytes.")
  private @Nullable String rtmr1;

  @Option(names = "--rtmr2", paramLabel = "HEX", description = "RTMR 2, 48 bytes.")
  private @Nullable String rtmr2;

  @Option(names = "--rtmr3", paramLabel = "HEX", description = "RTMR 3, 48 bytes.")
  private @Nullable String rtmr3;

  @Option(names = "--mrconfigid", paramLabel = "HEX", description = "MRCONFIGID, 48 bytes.")
  private @Nullable String mrConfigId;

  @Option(names = "--mrowner", paramLabel = "HEX", description = "MROWNER, 48 bytes.")
  private @Nullable String mrOwner;

  @Option(names = "--mrownerconfig", paramLabel = "HEX", description = "MROWNERCONFIG, 48 bytes.")
  private @Nullable String mrOwnerConfig;

  @Option(names = "--mrenclave", paramLabel = "HEX", description = "MRENCLAVE, 32 bytes.")
  private @Nullable String mrEnclave;

  @Option(names = "--mrsigner", paramLabel = "HEX", description = "The enclave's, 32 bytes.")
  private @Nullable String mrSigner;

  @Option(
      names = "--report-data",
      paramLabel = "HEX",
      description = "REPORTDATA, up to 64 bytes; zeros follow.")
  private @Nullable String reportData;

  @Option(
      names = "--tcb-info-version",
      paramLabel = "2|3",
      description = "Version of the TCB info; 2 is for SGX only.")
  private @Nullable String tcbInfoVersion;

  @Option(
      names = "--revoke",
      paramLabel = "CERTIFICATE",
      description =
          "Puts a certificate on its issuer's revocation list: pck, intermediate, signer"
              + " (of TCB info and QE identity) or root. May be repeated.")
  private List<Revocable> revoked = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  SimulateValues() {}

  /** Certificates that can be revoked. */
  enum Revocable {
    PCK(CrlFault.PCK_REVOKED),
    INTERMEDIATE(CrlFault.INTERMEDIATE_REVOKED),
    SIGNER(CrlFault.TCB_SIGNER_REVOKED),
    ROOT(CrlFault.ROOT_REVOKED_BY_ITSELF);

    private final CrlFault fault;

    Revocable(CrlFault fault) {
      this.fault = fault;
    }
  }

  /** The faults that stand for the revocations. */
  List<Variation> revocations() {
    return revoked.stream().<Variation>map(certificate -> certificate.fault).toList();
  }

  /** The values that were given, as settings. */
  List<Assignment> assignments() {
    List<Assignment> given = new ArrayList<>();
    add(given, "--at", "at", at);
    add(given, "--fmspc", "platform.fmspc", fmspc);
    add(given, "--ppid", "platform.ppid", ppid);
    add(given, "--pceid", "platform.pceId", pceId);
    add(given, "--sgx-svns", "platform.sgxSvns", sgxSvns);
    add(given, "--pcesvn", "platform.pceSvn", pceSvn);
    add(given, "--tee-tcb-svn", "td.TEE_TCB_SVN", teeTcbSvn);
    add(given, "--tee-tcb-svn2", "td.TEE_TCB_SVN2", teeTcbSvn2);
    add(given, "--mrtd", "td.MRTD", mrTd);
    add(given, "--rtmr0", "td.RTMR0", rtmr0);
    add(given, "--rtmr1", "td.RTMR1", rtmr1);
    add(given, "--rtmr2", "td.RTMR2", rtmr2);
    add(given, "--rtmr3", "td.RTMR3", rtmr3);
    add(given, "--mrconfigid", "td.MRCONFIGID", mrConfigId);
    add(given, "--mrowner", "td.MROWNER", mrOwner);
    add(given, "--mrownerconfig", "td.MROWNERCONFIG", mrOwnerConfig);
    add(given, "--mrenclave", "enclave.MRENCLAVE", mrEnclave);
    add(given, "--mrsigner", "enclave.MRSIGNER", mrSigner);
    add(given, "--report-data", "quote.reportData", reportData);
    add(given, "--tcb-info-version", "tcbInfo.version", tcbInfoVersion);
    return given;
  }

  private static void add(
      List<Assignment> given, String option, String path, @Nullable String value) {
    if (value != null) {
      given.add(new Assignment(option, path, value));
    }
  }
}
