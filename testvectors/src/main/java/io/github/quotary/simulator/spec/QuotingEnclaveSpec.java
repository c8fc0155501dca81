package io.github.quotary.simulator.spec;

import io.github.quotary.simulator.octets.Hex;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The quoting enclave as its report in the quote describes it.
 *
 * @param report its report; REPORTDATA is overwritten by the binding
 * @param authData QE authentication data, 0 to 65535 octets
 * @param binding how REPORTDATA binds the attestation key
 * @param attestationKey name of the key pair that the quote shows
 * @param quoteKey name of the key pair that signs the quote; normally the attestation key
 * @param reportKey name of the key pair that signs the report; null for that of the PCK certificate
 * @param presentedKey octets shown instead of the attestation key, 64 of them; normally null
 */
@RecordBuilder
public record QuotingEnclaveSpec(
    ReportSpec<EnclaveField> report,
    String authData,
    KeyBinding binding,
    String attestationKey,
    String quoteKey,
    @Nullable String reportKey,
    @Nullable String presentedKey)
    implements QuotingEnclaveSpecBuilder.With {

  /** MRSIGNER of the synthetic quoting enclaves. */
  static final String MR_SIGNER = Measure.sha256("QE MRSIGNER");

  static final int QE_PROD_ID = 1;
  static final int TD_QE_PROD_ID = 2;
  private static final int ISV_SVN = 8;
  private static final String ATTESTATION_KEY = "attestation";

  /** The TD quoting enclave. */
  public static QuotingEnclaveSpec tdx() {
    return of(TD_QE_PROD_ID);
  }

  /** The SGX quoting enclave. */
  public static QuotingEnclaveSpec sgx() {
    return of(QE_PROD_ID);
  }

  private static QuotingEnclaveSpec of(int prodId) {
    ReportSpec<EnclaveField> report =
        ReportSpec.enclave()
            .with(EnclaveField.CPUSVN, Hex.of(TcbLadder.PLATFORM_SVNS.toBytes()))
            .with(EnclaveField.ATTRIBUTES, "1500000000000000e700000000000000")
            .with(EnclaveField.MRENCLAVE, Measure.sha256("QE MRENCLAVE " + prodId))
            .with(EnclaveField.MRSIGNER, MR_SIGNER)
            .withInteger(EnclaveField.ISVPRODID, prodId)
            .withInteger(EnclaveField.ISVSVN, ISV_SVN);
    return QuotingEnclaveSpecBuilder.builder()
        .report(report)
        .authData(Measure.sha256("QE authentication data"))
        .binding(KeyBinding.REGULAR)
        .attestationKey(ATTESTATION_KEY)
        .quoteKey(ATTESTATION_KEY)
        .build();
  }
}
