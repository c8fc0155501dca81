package io.github.quotary.verify.mutation;

import io.github.quotary.fixture.JsonDoc;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.CollateralPart;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TextEdit;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.List;

/** The documents that Intel signs, as the simulator writes them. */
enum SignedDocumentCase {
  TDX_TCB_INFO(Scenario.upToDate(QuoteShape.V4_TDX), CollateralPart.TCB_INFO),
  SGX_TCB_INFO(Scenario.upToDate(QuoteShape.V3_SGX), CollateralPart.TCB_INFO),
  SGX_TCB_INFO_V2(
      Scenario.upToDate(QuoteShape.V3_SGX).withTcbInfo(info -> info.withVersion(2)),
      CollateralPart.TCB_INFO),
  TD_QE_IDENTITY(Scenario.upToDate(QuoteShape.V5_TDX_15), CollateralPart.QE_IDENTITY),
  SGX_QE_IDENTITY(Scenario.upToDate(QuoteShape.V4_SGX), CollateralPart.QE_IDENTITY);

  private static final Verifier VERIFIER = Simulated.verifier(Simulated.upToDate()).build();

  private final Scenario scenario;
  private final CollateralPart part;
  private final Evidence evidence;
  private final List<String> paths;

  SignedDocumentCase(Scenario scenario, CollateralPart part) {
    this.scenario = scenario;
    this.part = part;
    this.evidence = Simulated.evidence(scenario);
    this.paths = document().paths();
  }

  List<JsonField> table() {
    return isTcbInfo() ? TcbInfoFields.TABLE : QeIdentityFields.TABLE;
  }

  private boolean isTcbInfo() {
    return part == CollateralPart.TCB_INFO;
  }

  /** The document; another copy each time. */
  JsonDoc document() {
    return JsonDoc.of(evidence.part(part));
  }

  /** Where its values stand. */
  List<String> paths() {
    return paths;
  }

  String malformed() {
    return (isTcbInfo()
            ? RejectReason.TCB_INFO_UNSUPPORTED_FORMAT
            : RejectReason.QE_IDENTITY_UNSUPPORTED_FORMAT)
        .name();
  }

  String invalidSignature() {
    return (isTcbInfo()
            ? RejectReason.TCB_INFO_INVALID_SIGNATURE
            : RejectReason.QE_IDENTITY_INVALID_SIGNATURE)
        .name();
  }

  /** The verdict with this document, under the signature of the other. */
  String unsigned(JsonDoc changed) {
    return verdict(evidence.with(part, changed.toString()));
  }

  /** The verdict with this document, signed. */
  String signed(JsonDoc changed) {
    TextEdit edit = TextEdit.signed(evidence.part(part), changed.toString());
    Scenario edited =
        isTcbInfo()
            ? scenario.withTcbInfo(info -> info.edited(edit))
            : scenario.withQeIdentity(identity -> identity.edited(edit));
    return verdict(Simulated.evidence(edited));
  }

  private static String verdict(Evidence evidence) {
    return Words.of(
        VERIFIER.verify(
            ByteBuffer.wrap(evidence.quote()), Simulated.collateral(evidence), evidence.at()));
  }
}
