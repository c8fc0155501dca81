package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarTokenTest {
  private static final String VECTORS = "../../testvectors/vectors/";
  private static final String TEN_LINES = "src/test/policies/ten-lines.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private ECKey key;

  @BeforeEach
  void makeKey() throws IOException, JOSEException {
    key = new ECKeyGenerator(Curve.P_256).keyID("verifier-1").generate();
    Files.writeString(folder.resolve("key.json"), key.toJSONString());
  }

  private CommandRun verify(String vector, String... options) {
    String[] args = {
      "verify",
      "--vector",
      VECTORS + vector,
      "--ear-test-root",
      "--ear-key",
      folder.resolve("key.json").toString()
    };
    String[] all = Arrays.copyOf(args, args.length + options.length);
    System.arraycopy(options, 0, all, args.length, options.length);
    return CommandRun.of(all);
  }

  private JWSObject token(CommandRun run) throws ParseException {
    return JWSObject.parse(run.out().strip());
  }

  private boolean isSigned(JWSObject token) throws JOSEException {
    ECDSAVerifier verifier = new ECDSAVerifier(key.toECPublicKey());
    verifier.getJCAContext().setProvider(new BouncyCastleProvider());
    return token.verify(verifier);
  }

  private JsonNode claims(CommandRun run) throws ParseException, IOException {
    return JSON.readTree(token(run).getPayload().toString());
  }

  private static JsonNode appraisal(JsonNode claims) {
    return claims.path("submods").elements().next();
  }

  @Test
  void aVerdictIsASignedToken() throws Exception {
    CommandRun run = verify("tdx-v4-up-to-date");
    assertEquals(ExitCode.OK, run.code());
    JWSObject token = token(run);
    assertTrue(isSigned(token));
    assertEquals(JWSAlgorithm.ES256, token.getHeader().getAlgorithm());
    assertEquals("eat+jwt", token.getHeader().getType().getType());
    assertEquals("verifier-1", token.getHeader().getKeyID());
    String[] parts = run.out().strip().split("\\.");
    parts[1] =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                token.getPayload().toString().replace("warning", "affirming").getBytes("UTF-8"));
    assertFalse(isSigned(JWSObject.parse(String.join(".", parts))), "other claims, no signature");
  }

  @Test
  void theClaimsFollowTheStandards() throws Exception {
    CommandRun run = verify("tdx-v4-up-to-date", "--policy", TEN_LINES);
    ObjectNode claims = (ObjectNode) claims(run);
    assertTrue(claims.remove("iat").asLong() > 1_781_481_600L);
    ((ObjectNode) claims.at("/submods/tdx/ear_verifier_claims/io.github.quotary.verdict"))
        .remove("producer");
    assertTrue(
        claims.remove("ear_verifier_id").path("build").asText().startsWith("quotary "), "build");
    Golden.assertMatches("ear-claims.json", claims.toPrettyString() + "\n");
  }

  /** Under a root that anybody can make, nothing is affirmed and no hardware is claimed. */
  @ParameterizedTest
  @CsvSource({
    "tdx-v4-up-to-date, warning, 0",
    "sgx-v3-up-to-date, warning, 0",
    "outcome-out-of-date, contraindicated, 11",
    "policy-td-debug, contraindicated, 11",
    "quote-signature-flipped, none, 10",
    "crl-pck-revoked, none, 10",
    "layout-truncated-by-one, none, 30"
  })
  void underATestRootNoHardwareIsClaimed(String vector, String status, int code) throws Exception {
    CommandRun run = verify(vector);
    assertEquals(code, run.code());
    JsonNode claims = claims(run);
    assertEquals(status, claims.path("ear_status").asText());
    JsonNode appraisal = appraisal(claims);
    assertEquals(status, appraisal.path("ear_status").asText());
    assertTrue(
        appraisal.path("ear_trustworthiness_vector").path("hardware").isMissingNode(),
        appraisal.toPrettyString());
    JsonNode verdict = appraisal.path("ear_verifier_claims").path("io.github.quotary.verdict");
    assertFalse(verdict.at("/trustAnchor/intel").asBoolean(true));
    assertTrue(verdict.path("testVector").asBoolean());
  }

  /** A mask that allows DEBUG waives nothing by name, and affirms nothing either. */
  @Test
  void theConfigurationOfADebugTdIsNotAffirmed() throws Exception {
    Path policy = folder.resolve("policy.json");
    Files.writeString(
        policy,
        "{\"identity\": \"waived\", \"tdAttributes\":"
            + " {\"mustBeSet\": [\"SEPT_VE_DISABLE\"], \"mayBeSet\": [\"DEBUG\"]}}");
    CommandRun run = verify("policy-td-debug", "--policy", policy.toString());
    assertEquals(ExitCode.OK, run.code());
    assertTrue(
        appraisal(claims(run))
            .path("ear_trustworthiness_vector")
            .path("configuration")
            .isMissingNode());
  }

  @Test
  void theNonceIsWhatWasCompared() throws Exception {
    Path policy = folder.resolve("policy.json");
    Files.writeString(policy, "{\"reportData\": {\"startsWith\": \"76\"}}");
    CommandRun run = verify("tdx-v4-up-to-date", "--policy", policy.toString());
    assertEquals(ExitCode.OK, run.code());
    assertTrue(appraisal(claims(run)).path("eat_nonce").isMissingNode());
  }

  @Test
  void aTokenUnderATestRootIsRefusedUnlessAskedForByName() {
    CommandRun run =
        CommandRun.of(
            "verify",
            "--vector",
            VECTORS + "tdx-v4-up-to-date",
            "--ear-key",
            folder.resolve("key.json").toString());
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("--ear-test-root"), run.err());
  }

  private JsonNode vector(String policy) throws Exception {
    Path file = folder.resolve("policy.json");
    Files.writeString(file, policy);
    CommandRun run = verify("tdx-v4-up-to-date", "--policy", file.toString());
    return appraisal(claims(run)).path("ear_trustworthiness_vector");
  }

  /**
   * AR4SI: 3, no known vulnerabilities; claimed only if debug, attributes, service TD were checked.
   */
  @ParameterizedTest
  @CsvSource({
    "debug, true",
    "tdAttributes, true",
    "mrServiceTd, true",
    "expired, false",
    "reportData, false"
  })
  void configurationIsClaimedOnlyIfItWasChecked(String waived, boolean isSilent) throws Exception {
    JsonNode claims = vector("{\"identity\": \"waived\", \"" + waived + "\": \"waived\"}");
    assertEquals(isSilent ? -1 : 3, claims.path("configuration").asInt(-1));
  }

  /** AR4SI: 3, only approved executables were loaded during the boot process. */
  @Test
  void executablesAreClaimedOnlyIfAllThatWasBootedWasStated() throws Exception {
    JsonNode report =
        JSON.readTree(
                CommandRun.of(
                        "verify", "--vector", VECTORS + "tdx-v4-up-to-date", "--format", "json")
                    .out())
            .at("/quote/report");
    String mrTd = "\"mrTd\": [\"" + report.path("mrTd").asText() + "\"]";
    String boot =
        mrTd
            + ", \"rtmr1\": [\""
            + report.path("rtmr1").asText()
            + "\"], \"rtmr2\": [\""
            + report.path("rtmr2").asText()
            + "\"]";
    assertEquals(3, vector("{" + boot + "}").path("executables").asInt());
    assertTrue(vector("{" + mrTd + "}").path("executables").isMissingNode());
    assertTrue(vector("{\"identity\": \"waived\"}").path("executables").isMissingNode());
    assertEquals(
        33, vector("{\"mrTd\": [\"" + "00".repeat(48) + "\"]}").path("executables").asInt());
    assertEquals(
        -1,
        vector("{\"ppid\": [\"" + "00".repeat(16) + "\"]}").path("instance-identity").asInt(-1),
        "of nobody in particular");
  }

  @Test
  void withoutAStatedIdentityItIsAWarning() throws Exception {
    Path policy = folder.resolve("policy.json");
    Files.writeString(policy, "{}");
    CommandRun run = verify("tdx-v4-up-to-date", "--policy", policy.toString());
    assertEquals(ExitCode.NOT_TRUSTED, run.code());
    JsonNode claims = claims(run);
    assertEquals("warning", claims.path("ear_status").asText());
    assertTrue(
        appraisal(claims).path("ear_trustworthiness_vector").path("executables").isMissingNode());
  }

  @Test
  void whatAPolicyToleratesIsStillAWarning() throws Exception {
    Path policy = folder.resolve("policy.json");
    Files.writeString(
        policy, "{\"identity\": \"waived\", \"tcbStatus\": [\"UpToDate\", \"SWHardeningNeeded\"]}");
    CommandRun run = verify("outcome-sw-hardening-needed", "--policy", policy.toString());
    assertEquals(ExitCode.OK, run.code());
    assertEquals("warning", claims(run).path("ear_status").asText());
  }

  @Test
  void reportDataIsANonceOnlyIfCompared() throws Exception {
    JsonNode compared = appraisal(claims(verify("tdx-v4-up-to-date", "--policy", TEN_LINES)));
    byte[] nonce = Base64.getDecoder().decode(compared.path("eat_nonce").asText());
    assertEquals(
        compared.path("ear_attester_claims").path("tdx_report_data").asText(),
        HexFormat.of().formatHex(nonce));
    assertTrue(appraisal(claims(verify("tdx-v4-up-to-date"))).path("eat_nonce").isMissingNode());
    JsonNode wrong =
        appraisal(
            claims(
                verify(
                    "tdx-v4-up-to-date", "--policy", "src/test/policies/every-rule-for-tdx.json")));
    assertTrue(wrong.path("eat_nonce").isMissingNode());
  }

  @Test
  void aRejectedQuotesClaimsAreNotPassedOn() throws Exception {
    JsonNode claims = claims(verify("quote-signature-flipped"));
    assertTrue(appraisal(claims).path("ear_attester_claims").isMissingNode());
    assertTrue(claims.path("exp").isMissingNode());
    assertEquals(
        "QUOTE_INVALID_SIGNATURE",
        appraisal(claims)
            .path("ear_verifier_claims")
            .path("io.github.quotary.verdict")
            .path("reject")
            .path("reason")
            .asText());
  }

  @Test
  void aTokenExpiresWithItsVerdict() throws Exception {
    long before = Instant.now().getEpochSecond();
    JsonNode claims = claims(verify("tdx-v4-up-to-date"));
    assertTrue(claims.path("iat").asLong() >= before, "signed now, whenever it was verified");
    assertEquals(1_782_864_000L, claims.path("exp").asLong(), "2026-07-01");
    JsonNode graced =
        claims(verify("tdx-v4-up-to-date", "--at", "2026-07-02T00:00:00Z", "--policy", TEN_LINES));
    long at = Instant.parse("2026-07-02T00:00:00Z").getEpochSecond();
    assertEquals(300, graced.path("exp").asLong() - at);
  }

  @Test
  void anUnusableKeyIsAUsageError() throws Exception {
    for (String wrong :
        new String[] {
          "",
          "{}",
          "{\"kty\":\"EC\"}",
          key.toPublicJWK().toJSONString(),
          key.toJSONString()
              .replace(
                  key.getX().toString(),
                  new ECKeyGenerator(Curve.P_256).generate().getX().toString())
        }) {
      Files.writeString(folder.resolve("key.json"), wrong);
      CommandRun run = verify("tdx-v4-up-to-date");
      assertEquals(ExitCode.USAGE, run.code(), wrong);
      assertEquals("", run.out());
      assertTrue(run.err().contains("key.json: The key "), run.err());
    }
  }
}
