package io.github.quotary.service.trustee;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.github.quotary.evidence.ear.EarSigner;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.support.Platform;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** A guest whose quote holds what it was asked for, and the service that it turns to. */
final class Guest {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final EarSigner SIGNER = signer();
  private static final Simulator SIMULATOR = Simulator.seeded(7);

  final Evidence evidence;
  final byte[] log;

  private Guest(Evidence evidence, byte[] log) {
    this.evidence = evidence;
    this.log = log;
  }

  private static EarSigner signer() {
    try {
      return EarSigner.of(
          new ECKeyGenerator(Curve.P_256).generate().toJSONString().getBytes(UTF_8));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static Guest of(QuoteShape shape, byte[] reportData, byte[] mrConfigId) {
    DstackApp app = DstackApp.of(DstackEra.V0_3);
    Scenario scenario = app.measuredInto(Scenario.upToDate(shape));
    return new Guest(
        SIMULATOR.evidence(
            scenario.withTd(
                td ->
                    td.with(TdField.RTMR3, hex(new byte[0], 48))
                        .with(TdField.REPORTDATA, hex(reportData, 64))
                        .with(TdField.MRCONFIGID, hex(mrConfigId, 48)))),
        app.eventLog().ccel());
  }

  private static String hex(byte[] bytes, int size) {
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, size));
  }

  /** A guest with this report data. */
  static Guest of(byte[] reportData) {
    return of(QuoteShape.V4_TDX, reportData, new byte[0]);
  }

  /** A guest with this evidence and no log. */
  static Guest of(Evidence evidence) {
    return new Guest(evidence, new byte[0]);
  }

  AttestationService service(QuotePolicy policy, Map<String, QuotePolicy> more) {
    return new AttestationService(
        Platform.verifier(evidence, policy),
        Platform.clock(evidence),
        SIGNER,
        Platform.PROVENANCE,
        more,
        verdict -> {});
  }

  AttestationService service() {
    return service(QuotePolicy.strict(), Map.of());
  }

  static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  String evidence(byte[] quote) {
    ObjectNode json = JSON.createObjectNode();
    json.put("quote", Base64.getEncoder().encodeToString(quote));
    return base64Url(json.toString().getBytes(UTF_8));
  }

  /** The evidence with the firmware's log. */
  String evidenceWithLog(byte[] firmwareLog) {
    ObjectNode json = JSON.createObjectNode();
    json.put("quote", Base64.getEncoder().encodeToString(evidence.quote()));
    json.put("cc_eventlog", Base64.getEncoder().encodeToString(firmwareLog));
    return base64Url(json.toString().getBytes(UTF_8));
  }

  /** A request for the quote alone. */
  ObjectNode request() {
    ObjectNode request = JSON.createObjectNode();
    ObjectNode item = request.putArray("verification_requests").addObject();
    item.put("tee", "tdx");
    item.put("evidence", evidence(evidence.quote()));
    request.putArray("policy_ids");
    return request;
  }

  static ObjectNode item(ObjectNode request) {
    return (ObjectNode) request.path("verification_requests").get(0);
  }

  static Answer attest(AttestationService service, ObjectNode request) {
    return service.attestation(request.toString().getBytes(UTF_8));
  }

  /** The claims of a token, whose signature is verified by the key that signers hand out. */
  static JsonNode claims(String token) throws ParseException, JOSEException, java.io.IOException {
    JWSObject jws = JWSObject.parse(token);
    ECKey key = ECKey.parse(SIGNER.publicKey());
    if (key.isPrivate() || !jws.verify(new ECDSAVerifier(key))) {
      throw new AssertionError("the token is not signed by the key that the service hands out");
    }
    return JSON.readTree(jws.getPayload().toString());
  }

  static String text(Answer answer) {
    return new String(answer.body(), UTF_8);
  }
}
