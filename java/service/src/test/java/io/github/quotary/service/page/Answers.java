package io.github.quotary.service.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.PolicyBuilder;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.fault.ChainFault;
import io.github.quotary.simulator.fault.CrlFault;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.QuoteFault;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Answers to verifications of simulated quotes, by what is sent for them. */
final class Answers {
  private static final Simulator SIMULATOR = Simulator.seeded(7);
  private static final Provenance PROVENANCE =
      new Provenance(TimeSource.CLOCK, "https://pcs.example", "quotary 1", false);
  private static final Set<String> KEPT = Set.of("verdict", "outcome", "state");
  private static final DstackApp APP = DstackApp.of(DstackEra.V0_5_10);
  private static final Evidence UP_TO_DATE =
      SIMULATOR.evidence(APP.measuredInto(Scenario.upToDate(QuoteShape.V4_TDX)));

  private static final Map<String, Supplier<ObjectNode>> ALL =
      Map.of(
          "trusted",
          () -> ofIntel(answer(UP_TO_DATE, stated(APP.mrTd()), true)),
          "trusted under a test root",
          () -> answer(UP_TO_DATE, stated(APP.mrTd()), true),
          "genuine",
          () -> ofIntel(answer(UP_TO_DATE, waived(), false)),
          "enclave",
          () -> answer(SIMULATOR.evidence(Scenario.upToDate(QuoteShape.V4_SGX)), waived(), false),
          "not trusted",
          () -> answer(Outcome.OUT_OF_DATE.evidence(SIMULATOR), stated("ab".repeat(48)), false),
          "rejected",
          () -> answer(QuoteFault.SIGNATURE_FLIPPED.evidence(SIMULATOR), waived(), false),
          "revoked",
          () -> answer(CrlFault.INTERMEDIATE_REVOKED.evidence(SIMULATOR), waived(), false),
          "revoked in short",
          () -> inShort(CrlFault.TCB_SIGNER_REVOKED.evidence(SIMULATOR)),
          "rogue",
          () -> answer(ChainFault.ROGUE_EVERYTHING.evidence(SIMULATOR), waived(), false),
          "undecided",
          Answers::undecided);

  private Answers() {}

  /** The answer to what was sent; to anything else, an answer that says it everywhere. */
  static byte[] of(String sent) {
    return ALL.getOrDefault(sent, () -> hostile(sent)).get().toString().getBytes(UTF_8);
  }

  private static PolicyBuilder waived() {
    return QuotePolicy.builder().waiveIdentity().waiveReportData();
  }

  private static PolicyBuilder stated(String mrTd) {
    return QuotePolicy.builder()
        .accept(PolicyField.MR_TD, Measurement.fromHex(mrTd))
        .waiveReportData();
  }

  private static ObjectNode answer(Evidence evidence, PolicyBuilder policy, boolean withLog) {
    Collateral collateral = Collateral.fromJson(evidence.collateralJson().getBytes(UTF_8));
    FullReport report =
        verifier(evidence, policy)
            .report(ByteBuffer.wrap(evidence.quote()), collateral, evidence.at());
    List<EventLog> logs =
        withLog
            ? List.of(RuntimeEventLog.parse(ByteBuffer.wrap(APP.eventLogJson().getBytes(UTF_8))))
            : List.of();
    List<Binding> bindings =
        withLog
            ? List.of(new Binding("certificate key in report data", Binding.Outcome.HOLDS, "equal"))
            : List.of();
    InputChecks checks = InputChecks.of(report.result(), bindings, logs);
    ObjectNode json = VerdictJson.of(new FullReport(checks.result(), report.checks()), PROVENANCE);
    checks.addTo(json);
    return json;
  }

  /** An answer without its checks. */
  private static ObjectNode inShort(Evidence evidence) {
    ObjectNode json = answer(evidence, waived(), false);
    json.remove("checks");
    return json;
  }

  private static ObjectNode undecided() {
    FullReport report =
        verifier(UP_TO_DATE, waived()).report(ByteBuffer.wrap(UP_TO_DATE.quote()), UP_TO_DATE.at());
    return VerdictJson.of(report, PROVENANCE);
  }

  private static Verifier verifier(Evidence evidence, PolicyBuilder policy) {
    return Verifier.builder()
        .trustAnchor(TrustAnchor.of(evidence.rootPem().getBytes(UTF_8)))
        .policy(policy.build())
        .build();
  }

  /** As it would be under Intel's root, whose key is not at hand. */
  private static ObjectNode ofIntel(ObjectNode json) {
    json.withObject("/trustAnchor").put("intel", true);
    return json;
  }

  /** What a stranger says is everywhere that the answer has text. */
  private static ObjectNode hostile(String text) {
    ObjectNode json = answer(Outcome.OUT_OF_DATE.evidence(SIMULATOR), waived(), false);
    for (JsonNode parent : json.findParents("state")) {
      ((ObjectNode) parent).put("detail", text);
    }
    fill(json, text);
    return json;
  }

  private static void fill(JsonNode node, String text) {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isTextual()) {
          array.set(i, text);
        }
      }
    } else if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              member -> {
                if (member.getValue().isTextual() && !KEPT.contains(member.getKey())) {
                  member.setValue(TextNode.valueOf(text));
                }
              });
    }
    node.forEach(child -> fill(child, text));
  }
}
