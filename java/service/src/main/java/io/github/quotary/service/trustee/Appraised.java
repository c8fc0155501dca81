package io.github.quotary.service.trustee;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A piece of evidence that was verified.
 *
 * @param verified the quote's verdict
 * @param evidence what the token says of it
 * @param isBound whether it was compared with the caller's runtime data. That says nothing of whose
 *     TD it is: anyone's can be asked for any report data
 */
record Appraised(Verified verified, ObjectNode evidence, boolean isBound) {
  private static final int REPORT_DATA_SIZE = 64;
  private static final int MR_CONFIG_ID_SIZE = 48;

  static Appraised of(EvaluationRequest.Item item, Function<byte[], VerificationResult> verifier)
      throws EvaluationException {
    return switch (Tee.named(item.tee())) {
      case TDX -> tdx(item, verifier);
      case AZ_TDX_VTPM -> azure(item, verifier);
    };
  }

  private static Appraised tdx(
      EvaluationRequest.Item item, Function<byte[], VerificationResult> verifier)
      throws EvaluationException {
    TdxEvidence evidence = TdxEvidence.read(item.evidence());
    Verified verified = verified(verifier.apply(evidence.quote()));
    TdReport report = report(verified);
    Optional<byte[]> reportData = item.runtimeData().field(REPORT_DATA_SIZE);
    requireField("REPORT_DATA", reportData, report.reportData());
    requireField("MRCONFIGID", item.initData().field(MR_CONFIG_ID_SIZE), report.mrConfigId());
    Optional<String> logProblem = evidence.logProblem(report);
    if (logProblem.isPresent()) {
      throw refused(Tee.TDX, logProblem.get());
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("report_data", report.reportData().toString());
    json.set("runtime_data_claims", item.runtimeData().claims());
    json.put("init_data", report.mrConfigId().toString());
    json.set("init_data_claims", item.initData().claims());
    json.set(Tee.TDX.id(), TdxClaims.of(evidence.quote(), report, verified));
    return new Appraised(
        verified.besides(evidence.log().isPresent(), List.of()), json, reportData.isPresent());
  }

  private static Appraised azure(
      EvaluationRequest.Item item, Function<byte[], VerificationResult> verifier)
      throws EvaluationException {
    AzureTpm tpm = AzureTpm.read(item.evidence());
    tpm.requireNonce(item.runtimeData());
    tpm.requireInitData(item.initData());
    Verified verified = verified(verifier.apply(tpm.quote()));
    ObjectNode claims = TdxClaims.of(tpm.quote(), report(verified), verified);
    claims.set("tpm", tpm.registers());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("report_data", tpm.facts().nonce().toString());
    json.set("runtime_data_claims", item.runtimeData().claims());
    tpm.initDataRegister().ifPresent(pcr -> json.put("init_data", pcr.toString()));
    json.set("init_data_claims", item.initData().claims());
    json.set(Tee.AZ_TDX_VTPM.id(), claims);
    return new Appraised(verified, json, true);
  }

  private static Verified verified(VerificationResult result) throws EvaluationException {
    if (result instanceof Rejected rejected) {
      throw refused(Tee.TDX, rejected.reason() + ": " + rejected.detail());
    }
    if (result instanceof Undecided undecided) {
      throw refused(Tee.TDX, "no collateral: " + undecided.cause());
    }
    return (Verified) result;
  }

  private static TdReport report(Verified verified) throws EvaluationException {
    return verified
        .tdReport()
        .orElseThrow(() -> refused(Tee.TDX, "expected TDX quote (v4/v5), got an SGX quote"));
  }

  private static void requireField(String name, Optional<byte[]> expected, Measurement quoted)
      throws EvaluationException {
    if (expected.map(Measurement::of).filter(value -> !value.equals(quoted)).isPresent()) {
      throw refused(Tee.TDX, name + " is different from that in TDX Quote");
    }
  }

  static EvaluationException refused(Tee tee, String problem) {
    return EvaluationException.failed(
        "attestation report evaluate",
        "Verifier evaluate failed: "
            + (tee == Tee.TDX ? "TDX Verifier" : "Azure vTPM TDX verifier"),
        problem);
  }
}
