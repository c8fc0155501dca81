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
      "verify", VECTORS + vector, "--ear-key", folder.resolve("key.json").toString()
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
                token.getPayload().toString().replace("affirming", "none").getBytes("UTF-8"));
    assertFalse(isSigned(JWSObject.parse(String.join(".", parts))), "other claims, no signature");
  }

  @Test
  void theClaimsFollowTheStandards() throws Exception {
    CommandRun run = verify("tdx-v4-up-to-date", "--policy", TEN_LINES);
    ObjectNode claims = (ObjectNode) claims(run);
    assertTrue(
        claims.remove("ear_verifier_id").path("build").asText().startsWith("quotary "), "build");
    Golden.assertMatches("ear-claims.json", claims.toPrettyString() + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "tdx-v4-up-to-date, affirming, 2, 0",
    "sgx-v3-up-to-date, affirming, 2, 0",
    "outcome-out-of-date, contraindicated, 32, 11",
    "policy-td-debug, contraindicated, 2, 11",
    "quote-signature-flipped, contraindicated, 99, 10",
    "crl-pck-revoked, contraindicated, 96, 10",
    "layout-truncated-by-one, contraindicated, 97, 30"
  })
  void theStatusIsThatOfTheVerdict(String vector, String status, int hardware, int code)
      throws Exception {
    CommandRun run = verify(vector);
    assertEquals(code, run.code());
    JsonNode claims = claims(run);
    assertEquals(status, claims.path("ear_status").asText());
    assertEquals(status, appraisal(claims).path("ear_status").asText());
    assertEquals(
        hardware, appraisal(claims).path("ear_trustworthiness_vector").path("hardware").asInt());
  }

  @Test
  void whatAPolicyToleratesIsStillAWarning() throws Exception {
    Path policy = folder.resolve("policy.json");
    Files.writeString(policy, "{\"tcbStatus\": [\"UpToDate\", \"SWHardeningNeeded\"]}");
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
    JsonNode claims = claims(verify("tdx-v4-up-to-date"));
    assertEquals(1_781_481_600L, claims.path("iat").asLong(), "2026-06-15");
    assertEquals(1_782_864_000L, claims.path("exp").asLong(), "2026-07-01");
    JsonNode graced =
        claims(verify("tdx-v4-up-to-date", "--at", "2026-07-02T00:00:00Z", "--policy", TEN_LINES));
    assertEquals("affirming", graced.path("ear_status").asText());
    assertEquals(300, graced.path("exp").asLong() - graced.path("iat").asLong());
  }

  @Test
  void anUnusableKeyIsAUsageError() throws IOException {
    for (String wrong :
        new String[] {"", "{}", "{\"kty\":\"EC\"}", key.toPublicJWK().toJSONString()}) {
      Files.writeString(folder.resolve("key.json"), wrong);
      CommandRun run = verify("tdx-v4-up-to-date");
      assertEquals(ExitCode.USAGE, run.code(), wrong);
      assertEquals("", run.out());
      assertTrue(run.err().contains("key.json: The key is no"), run.err());
    }
  }
}
