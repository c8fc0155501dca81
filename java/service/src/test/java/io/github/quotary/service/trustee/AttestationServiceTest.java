package io.github.quotary.service.trustee;

import static io.github.quotary.service.trustee.Guest.JSON;
import static io.github.quotary.service.trustee.Guest.attest;
import static io.github.quotary.service.trustee.Guest.base64Url;
import static io.github.quotary.service.trustee.Guest.claims;
import static io.github.quotary.service.trustee.Guest.item;
import static io.github.quotary.service.trustee.Guest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.simulator.spec.QuoteShape;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttestationServiceTest {
  private static final Guest GUEST = Guest.of("hello".getBytes(UTF_8));

  /** SHA-384 of {"a":"test","b":1,"c":{"d":"e"}}. */
  private static final byte[] STRUCTURED =
      HexFormat.of()
          .parseHex(
              "e71ce8e70d814ba6639c3612ebee0ff1f76f650f8dbb5e47157e0f3f525cd22c"
                  + "4597480a186427c813ca941da78870c3");

  private static JsonNode token(AttestationService service, ObjectNode request) throws Exception {
    Answer answer = attest(service, request);
    assertEquals(200, answer.status(), text(answer));
    return claims(text(answer));
  }

  private static JsonNode cpu(JsonNode claims) {
    return claims.path("submods").path("cpu0");
  }

  private static void refused(AttestationService service, ObjectNode request, String problem) {
    Answer answer = attest(service, request);
    assertEquals(500, answer.status(), text(answer));
    assertTrue(text(answer).startsWith("An internal error occured: \n0: "), text(answer));
    assertTrue(text(answer).contains(problem), text(answer));
  }

  @Test
  void aTokenHasTheClaimsOfTrustee() throws Exception {
    JsonNode claims = token(GUEST.service(), GUEST.request());
    assertEquals(
        "tag:github.com,2024:confidential-containers/Trustee",
        claims.path("eat_profile").textValue());
    assertEquals(GUEST.evidence.at().getEpochSecond(), claims.path("iat").longValue());
    assertEquals(300, claims.path("exp").longValue() - claims.path("iat").longValue());
    JsonNode cpu = cpu(claims);
    assertEquals("default", cpu.path("ear.appraisal-policy-id").textValue());
    assertEquals(8, cpu.path("ear.trustworthiness-vector").size());
    assertEquals(0, cpu.path("ear.trustworthiness-vector").path("file-system").asInt(-1));
    JsonNode evidence = cpu.path("ear.veraison.annotated-evidence");
    assertTrue(evidence.path("runtime_data_claims").isNull());
    assertEquals("68656c6c6f", evidence.path("report_data").textValue().substring(0, 10));
    JsonNode tdx = evidence.path("tdx");
    assertEquals("0400", tdx.path("quote").path("header").path("version").textValue());
    assertEquals("81000000", tdx.path("quote").path("header").path("tee_type").textValue());
    assertEquals(
        "939a7233f79c4ca9940a0db3957f0607",
        tdx.path("quote").path("header").path("vendor_id").textValue());
    assertEquals(96, tdx.path("quote").path("body").path("mr_td").textValue().length());
    assertEquals("UpToDate", tdx.path("tcb_status").textValue());
    assertEquals("0", tdx.path("collateral_expiration_status").textValue());
  }

  /** Under the simulator's root nothing is claimed of hardware, and nobody said whose TD it is. */
  @Test
  void theStatusIsTheEnginesOwn() throws Exception {
    assertEquals(
        "warning", cpu(token(GUEST.service(), GUEST.request())).path("ear.status").textValue());
    QuotePolicy other =
        QuotePolicy.builder().accept(PolicyField.MR_TD, Measurement.of(new byte[48])).build();
    ObjectNode request = GUEST.request();
    request.withArray("policy_ids").add("other");
    JsonNode cpu = cpu(token(GUEST.service(QuotePolicy.strict(), Map.of("other", other)), request));
    assertEquals("contraindicated", cpu.path("ear.status").textValue());
    assertEquals("other", cpu.path("ear.appraisal-policy-id").textValue());
    assertEquals(33, cpu.path("ear.trustworthiness-vector").path("executables").intValue());
  }

  @Test
  void anUnknownPolicyIsAnError() {
    ObjectNode request = GUEST.request();
    request.withArray("policy_ids").add("unknown");
    refused(GUEST.service(), request, "no policy has the given id");
  }

  @ParameterizedTest
  @EnumSource(names = {"V4_TDX", "V5_TDX_10", "V5_TDX_15"})
  void everyVersionOfAQuoteHasItsFields(QuoteShape shape) throws Exception {
    Guest guest = Guest.of(shape, new byte[0], new byte[0]);
    JsonNode quote =
        cpu(token(guest.service(), guest.request()))
            .path("ear.veraison.annotated-evidence")
            .path("tdx")
            .path("quote");
    assertEquals(
        shape == QuoteShape.V5_TDX_15, quote.path("body").has("mr_servicetd"), quote.toString());
    assertEquals(
        switch (shape) {
          case V5_TDX_10 -> "0200";
          case V5_TDX_15 -> "0300";
          default -> "";
        },
        quote.path("type").asText());
  }

  @Test
  void rawRuntimeDataIsTheReportData() throws Exception {
    ObjectNode request = GUEST.request();
    item(request).putObject("runtime_data").put("raw", base64Url("hello".getBytes(UTF_8)));
    JsonNode verdict =
        cpu(token(GUEST.service(), request))
            .path("ear.veraison.annotated-evidence")
            .path("io.github.quotary.verdict");
    assertEquals("[\"identity\",\"eventLog\"]", verdict.path("notChecked").toString());
    item(request).putObject("runtime_data").put("raw", base64Url("hellO".getBytes(UTF_8)));
    refused(GUEST.service(), request, "REPORT_DATA is different from that in TDX Quote");
    item(request).putObject("runtime_data").put("raw", base64Url(new byte[65]));
    refused(GUEST.service(), request, "65 bytes");
  }

  @Test
  void structuredRuntimeDataIsHashedAndClaimed() throws Exception {
    Guest guest = Guest.of(STRUCTURED);
    ObjectNode request = guest.request();
    ObjectNode data = (ObjectNode) JSON.readTree("{\"c\":{\"d\":\"e\"},\"b\":1,\"a\":\"test\"}");
    item(request).putObject("runtime_data").set("structured", data);
    for (String algorithm : new String[] {"", "sha384", "SHA384"}) {
      if (!algorithm.isEmpty()) {
        item(request).put("runtime_data_hash_algorithm", algorithm);
      }
      assertEquals(
          data,
          cpu(token(guest.service(), request))
              .path("ear.veraison.annotated-evidence")
              .path("runtime_data_claims"));
    }
    item(request).put("runtime_data_hash_algorithm", "sha256");
    refused(guest.service(), request, "REPORT_DATA is different");
    item(request).put("runtime_data_hash_algorithm", "sm3");
    refused(guest.service(), request, "parse runtime data HashAlgorithm failed");
  }

  @Test
  void theFirmwaresLogMustGiveTheRegisters() throws Exception {
    ObjectNode request = GUEST.request();
    item(request).put("evidence", GUEST.evidenceWithLog(GUEST.log));
    JsonNode verdict =
        cpu(token(GUEST.service(), request))
            .path("ear.veraison.annotated-evidence")
            .path("io.github.quotary.verdict");
    assertEquals("[\"identity\",\"reportData\"]", verdict.path("notChecked").toString());
    byte[] cut = Arrays.copyOf(GUEST.log, GUEST.log.length);
    Arrays.fill(cut, 200, cut.length, (byte) 0xff);
    item(request).put("evidence", GUEST.evidenceWithLog(cut));
    refused(GUEST.service(), request, "TDX Verifier");
    item(request).put("evidence", GUEST.evidenceWithLog(new byte[10]));
    refused(GUEST.service(), request, "Parse CC Eventlog failed");
  }

  @Test
  void aChangedQuoteGetsNoToken() {
    byte[] quote = GUEST.evidence.quote();
    quote[300] ^= 1;
    ObjectNode request = GUEST.request();
    item(request).put("evidence", GUEST.evidence(quote));
    refused(GUEST.service(), request, "Verifier evaluate failed");
    item(request).put("evidence", GUEST.evidence(new byte[0]));
    refused(GUEST.service(), request, "TDX Quote is empty.");
  }

  @Test
  void severalPiecesOfEvidenceShareAToken() throws Exception {
    ObjectNode request = GUEST.request();
    request.withArray("verification_requests").add(item(request).deepCopy());
    JsonNode submods = token(GUEST.service(), request).path("submods");
    assertEquals(2, submods.size());
    assertTrue(submods.has("cpu1"));
    byte[] quote = GUEST.evidence.quote();
    quote[300] ^= 1;
    ((ObjectNode) request.path("verification_requests").get(1))
        .put("evidence", GUEST.evidence(quote));
    refused(GUEST.service(), request, "Verifier evaluate failed");
    request.putArray("verification_requests");
    refused(GUEST.service(), request, "No verification requests provided.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"snp", "az-snp-vtpm", "sgx", "unheard-of", ""})
  void otherTeesAreRefused(String tee) {
    ObjectNode request = GUEST.request();
    item(request).put("tee", tee);
    refused(GUEST.service(), request, "tee");
  }

  @Test
  void aQuoteOfAnEnclaveIsNoTds() {
    Guest guest = Guest.of(QuoteShape.V3_SGX, new byte[0], new byte[0]);
    refused(guest.service(), guest.request(), "got an SGX quote");
  }

  @Test
  void theOtherPathsAnswer() throws Exception {
    AttestationService service = GUEST.service();
    assertEquals(
        JSON.readTree("[{\"policy-id\":\"default\"}]"), JSON.readTree(service.policies().body()));
    assertEquals(QuotePolicy.strict().toJson(), text(service.policy("default")));
    assertEquals(404, service.policy("other").status());
    Answer challenge = service.challenge("{\"tee\":\"tdx\",\"tee_params\":\"\"}".getBytes(UTF_8));
    assertEquals(200, challenge.status());
    assertEquals("", text(challenge));
    assertEquals(500, service.challenge("{\"tee\":\"tdx\"}".getBytes(UTF_8)).status());
    assertEquals(400, service.challenge("{\"tee\":1}".getBytes(UTF_8)).status());
  }
}
