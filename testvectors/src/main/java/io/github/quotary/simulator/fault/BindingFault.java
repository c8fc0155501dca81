package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.Svns;
import io.github.quotary.simulator.spec.TcbInfoSpec;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.simulator.spec.TdxModuleSpec;

/**
 * Sound parts that do not belong together: documents of another platform, TEE, enclave or module.
 */
public enum BindingFault implements Fault {
  /** TCB information of another FMSPC. */
  FMSPC_OF_OTHER_PLATFORM(
      "TCB information of another FMSPC",
      Recipe.tcbInfo(t -> t.withFmspc("ffeeddccbbaa")),
      Rejections.quote("TCB_INFO_MISMATCH")),
  /** TCB information of another PCE id. */
  PCE_ID_OF_OTHER_PLATFORM(
      "TCB information of another PCE id",
      Recipe.tcbInfo(t -> t.withPceId("0001")),
      Rejections.quote("TCB_INFO_MISMATCH")),
  /** TCB information of SGX for a TD. */
  TCB_INFO_OF_SGX(
      "TCB information of SGX for a TD",
      Recipe.tcbInfo(t -> TcbInfoSpec.sgx()),
      Rejections.quote("TCB_INFO_MISMATCH")),
  /** TCB information of TDX for an enclave. */
  TCB_INFO_OF_TDX(
      "TCB information of TDX for an enclave",
      QuoteShape.V4_SGX,
      Recipe.tcbInfo(t -> TcbInfoSpec.tdx()),
      Rejections.quote("TCB_INFO_MISMATCH")),
  /** Identity of the SGX quoting enclave for a TD. */
  QE_IDENTITY_OF_SGX(
      "identity of the SGX quoting enclave for a TD",
      Recipe.qeIdentity(q -> q.withId("QE")),
      Rejections.quote("QE_IDENTITY_MISMATCH")),
  /** Identity of the TD quoting enclave for an enclave. */
  QE_IDENTITY_OF_TDX(
      "identity of the TD quoting enclave for an enclave",
      QuoteShape.V3_SGX,
      Recipe.qeIdentity(q -> q.withId("TD_QE")),
      Rejections.quote("QE_IDENTITY_MISMATCH")),
  /** The quoting enclave has another signer. */
  QE_MR_SIGNER(
      "the quoting enclave has another signer",
      qe(EnclaveField.MRSIGNER, "77".repeat(32)),
      Rejections.quote("QE_IDENTITY_MISMATCH")),
  /** The quoting enclave has another product id. */
  QE_PROD_ID(
      "the quoting enclave has another product id",
      qe(EnclaveField.ISVPRODID, "0300"),
      Rejections.quote("QE_IDENTITY_MISMATCH")),
  /** The quoting enclave runs in debug mode. */
  QE_DEBUG(
      "the quoting enclave runs in debug mode",
      qe(EnclaveField.ATTRIBUTES, "1700000000000000e700000000000000"),
      Rejections.quote("QE_IDENTITY_MISMATCH")),
  /** The quoting enclave has another MISCSELECT. */
  QE_MISC_SELECT(
      "the quoting enclave has another MISCSELECT",
      qe(EnclaveField.MISCSELECT, "01000000"),
      Rejections.quote("QE_IDENTITY_MISMATCH")),
  /** The TDX module has another signer. */
  MR_SIGNER_SEAM(
      "the TDX module has another signer",
      Recipe.td(td -> td.with(TdField.MRSIGNERSEAM, "77".repeat(48))),
      Rejections.quote("TDX_MODULE_MISMATCH")),
  /** SEAMATTRIBUTES is not zero. */
  SEAM_ATTRIBUTES(
      "SEAMATTRIBUTES is not zero",
      Recipe.td(td -> td.withBitFlipped(TdField.SEAMATTRIBUTES, 0)),
      Rejections.quote("TDX_MODULE_MISMATCH")),
  /** SEAMATTRIBUTES is not zero, and the module identities say the same. */
  SEAM_ATTRIBUTES_EXPECTED(
      "SEAMATTRIBUTES is not zero, and the module identities say the same",
      Recipe.scenario(BindingFault::expectedSeamAttributes),
      Rejections.quote("TDX_MODULE_MISMATCH")),
  /** No identity for the version of the TDX module. */
  MODULE_VERSION_UNKNOWN(
      "no identity for the version of the TDX module",
      Recipe.td(td -> td.with(TdField.TEE_TCB_SVN, Hex.of(Svns.of(6, 2, 4).toBytes()))),
      Rejections.quote("TDX_MODULE_MISMATCH"));

  private final Definition definition;

  BindingFault(String about, Recipe recipe, Verdict.Rejected verdict) {
    this(about, QuoteShape.V4_TDX, recipe, verdict);
  }

  BindingFault(String about, QuoteShape shape, Recipe recipe, Verdict.Rejected verdict) {
    definition = Definition.of(about, shape, recipe, Expectation.rejected(verdict));
  }

  private static Recipe qe(EnclaveField field, String value) {
    return Recipe.quotingEnclave(qe -> qe.withReport(qe.report().with(field, value)));
  }

  private static Scenario expectedSeamAttributes(Scenario scenario) {
    String attributes = "0100000000000000";
    TdxModuleSpec module = TdxModuleSpec.intel().withAttributes(attributes);
    return scenario
        .withTd(td -> td.with(TdField.SEAMATTRIBUTES, attributes))
        .withTcbInfo(
            t -> t.withModule(module).mapIdentities(identity -> identity.withModule(module)));
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
