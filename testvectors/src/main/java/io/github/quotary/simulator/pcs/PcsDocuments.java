package io.github.quotary.simulator.pcs;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.octets.JsonText;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.write.KeyRing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a platform's evidence into the answers of the service. */
final class PcsDocuments {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final PcsCatalogue catalogue;
  private final PcsDialect dialect;
  private final KeyRing keys;

  PcsDocuments(PcsCatalogue catalogue, PcsDialect dialect, KeyRing keys) {
    this.catalogue = catalogue;
    this.dialect = dialect;
    this.keys = keys;
  }

  /** The answer about this platform. */
  PcsReply reply(PcsRequest request, Scenario scenario) {
    Evidence evidence = catalogue.evidence(scenario);
    return switch (request.service()) {
      case TCB_INFO -> signed(request, evidence.tcbInfoEnvelope(), evidence.tcbInfoIssuerChain());
      case QE_IDENTITY ->
          signed(request, evidence.qeIdentityEnvelope(), evidence.qeIdentityIssuerChain());
      case TCB_EVALUATION_DATA_NUMBERS ->
          signed(request, evaluationNumbers(request, scenario), evidence.tcbInfoIssuerChain());
      case PCK_CRL ->
          withChain(
              crl(evidence.pckCrl(), request.parameter("encoding")),
              request,
              evidence.pckCrlIssuerChain());
      case ROOT_CA_CRL -> crl(evidence.rootCaCrl(), dialect == PcsDialect.PCS_V4 ? "der" : "hex");
      case FMSPCS -> PcsReply.ok(PcsReply.JSON, utf8(fmspcs()));
      case UNKNOWN -> PcsReply.error(404);
    };
  }

  private PcsReply signed(PcsRequest request, String envelope, String chain) {
    return withChain(PcsReply.ok(PcsReply.JSON, utf8(envelope)), request, chain);
  }

  private PcsReply withChain(PcsReply reply, PcsRequest request, String chain) {
    String header = dialect.chainHeader(request.service());
    return header == null ? reply : reply.with(header, dialect.escape(chain));
  }

  private PcsReply crl(String hex, String encoding) {
    byte[] der = HexFormat.of().parseHex(hex);
    if (encoding.equals("der") && dialect != PcsDialect.PCCS_V3) {
      return PcsReply.ok("application/pkix-crl", der);
    }
    if (dialect != PcsDialect.PCS_V4) {
      return PcsReply.ok("text/plain", utf8(hex));
    }
    String pem =
        "-----BEGIN X509 CRL-----\n" + LINES.encodeToString(der) + "\n-----END X509 CRL-----\n";
    return PcsReply.ok("application/x-pem-file", utf8(pem));
  }

  private String evaluationNumbers(PcsRequest request, Scenario scenario) {
    Map<Long, Instant> dates = new LinkedHashMap<>();
    for (Scenario each : catalogue.ofTee(request.tee())) {
      dates.putIfAbsent(each.tcbInfo().evaluationNumber(), each.tcbInfo().levels().get(0).date());
    }
    String text =
        JsonText.compact(
            json -> {
              json.writeStartObject();
              json.writeStringField("id", request.tee().toUpperCase(Locale.ROOT));
              json.writeNumberField("version", 1);
              JsonText.date(json, "issueDate", scenario.tcbInfo().issueDate());
              JsonText.date(json, "nextUpdate", scenario.tcbInfo().nextUpdate());
              json.writeArrayFieldStart("tcbEvalNumbers");
              for (Map.Entry<Long, Instant> entry : dates.entrySet()) {
                json.writeStartObject();
                json.writeNumberField("tcbEvaluationDataNumber", entry.getKey());
                JsonText.date(json, "tcbRecoveryEventDate", entry.getValue());
                JsonText.date(json, "tcbDate", entry.getValue());
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            });
    byte[] signature = keys.key(scenario.pki().tcbInfoKey()).signRaw(utf8(text));
    return "{\"tcbEvaluationDataNumbers\":"
        + text
        + ",\"signature\":\""
        + Hex.of(signature)
        + "\"}";
  }

  private String fmspcs() {
    List<String> models = new ArrayList<>();
    for (Scenario scenario : catalogue.standard()) {
      String model = PcsCatalogue.fmspc(scenario).toUpperCase(Locale.ROOT);
      if (!models.contains(model)) {
        models.add(model);
      }
    }
    return JsonText.compact(
        json -> {
          json.writeStartArray();
          for (String model : models) {
            json.writeStartObject();
            json.writeStringField("fmspc", model);
            json.writeStringField("platform", "E5");
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
