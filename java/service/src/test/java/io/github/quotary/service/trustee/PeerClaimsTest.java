package io.github.quotary.service.trustee;

import static io.github.quotary.service.trustee.Guest.JSON;
import static io.github.quotary.service.trustee.Guest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.support.SignedAnew;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trustee's quotes, signed anew by a simulated platform, and the claims that its own test expects.
 */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_TRUSTEE_FIXTURES",
    matches = ".+",
    disabledReason = "QUOTARY_TRUSTEE_FIXTURES does not name trustee's folder verifier/test_data")
class PeerClaimsTest {
  private static byte[] fixture(String name) throws IOException {
    return Files.readAllBytes(Path.of(System.getenv("QUOTARY_TRUSTEE_FIXTURES")).resolve(name));
  }

  private static JsonNode evidence(String name) throws Exception {
    Guest guest = Guest.of(SignedAnew.of(fixture(name)));
    AttestationService service = guest.service();
    Answer answer = Guest.attest(service, guest.request());
    assertEquals(200, answer.status(), text(answer));
    return Guest.claims(text(answer))
        .path("submods")
        .path("cpu0")
        .path("ear.veraison.annotated-evidence");
  }

  @Test
  void theClaimsOfAQuoteAreTheirs() throws Exception {
    JsonNode expected = JSON.readTree(fixture("parse_tdx_claims_expected.json"));
    JsonNode evidence = evidence("tdx_quote_4.dat");
    ObjectNode body = (ObjectNode) evidence.path("tdx").path("quote").path("body");
    ObjectNode theirs = (ObjectNode) expected.path("quote").path("body");
    for (String platforms : new String[] {"tcb_svn", "mr_seam"}) {
      body.remove(platforms);
      theirs.remove(platforms);
    }
    assertEquals(theirs, body);
    ObjectNode header = (ObjectNode) evidence.path("tdx").path("quote").path("header");
    header.set("user_data", expected.path("quote").path("header").path("user_data"));
    assertEquals(expected.path("quote").path("header"), header);
    assertEquals(expected.path("td_attributes"), evidence.path("tdx").path("td_attributes"));
    assertEquals(expected.path("report_data"), evidence.path("report_data"));
    assertEquals(expected.path("init_data"), evidence.path("init_data"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tdx_quote_4.dat", "tdx_quote_5.dat", "tdx_quote_6.dat"})
  void everyQuoteGetsAToken(String name) throws Exception {
    assertEquals("UpToDate", evidence(name).path("tdx").path("tcb_status").textValue());
  }

  /** Azure's evidence, whose TPM was asked for "challenge"; its TD quote is signed anew. */
  private static String azure(String name, byte[] quote) throws IOException {
    ObjectNode document = (ObjectNode) JSON.readTree(fixture("az-tdx-vtpm/" + name));
    if (document.path("td_quote").isArray()) {
      ArrayNode array = document.putArray("td_quote");
      for (byte b : quote) {
        array.add(b & 0xff);
      }
    } else {
      document.put("td_quote", Base64.getUrlEncoder().encodeToString(quote));
    }
    return document.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evidence-v0.json", "evidence-v1.json"})
  void azuresTpmAnswersTheNonce(String name) throws Exception {
    Guest guest = Guest.of(SignedAnew.of(fixture("az-tdx-vtpm/td-quote.bin")));
    String document = azure(name, guest.evidence.quote());
    ObjectNode request = guest.request();
    ObjectNode item = Guest.item(request);
    item.put("tee", "az-tdx-vtpm");
    item.put("evidence", Guest.base64Url(document.getBytes(UTF_8)));
    item.putObject("runtime_data").put("raw", Guest.base64Url("challenge".getBytes(UTF_8)));
    AttestationService service = guest.service();
    Answer answer = Guest.attest(service, request);
    assertEquals(200, answer.status(), text(answer));
    JsonNode evidence =
        Guest.claims(text(answer))
            .path("submods")
            .path("cpu0")
            .path("ear.veraison.annotated-evidence");
    assertEquals("6368616c6c656e6765", evidence.path("report_data").textValue());
    assertEquals(
        "782b20b10f55cc46e2142cc2145d548698073e5beb82752c8d7f9279f0d8a273",
        evidence.path("az-tdx-vtpm").path("tpm").path("pcr00").textValue());

    item.putObject("init_data").put("init_data_digest", Guest.base64Url(new byte[32]));
    refused(service, request, "PCR8");
    item.putObject("init_data").put("init_data_digest", Guest.base64Url(new byte[48]));
    refused(service, request, "32 bytes, not 48");
    item.remove("init_data");
    item.putObject("runtime_data").put("raw", Guest.base64Url("other".getBytes(UTF_8)));
    refused(service, request, "nonce doesn't match");
    item.remove("runtime_data");
    refused(service, request, "unexpected empty report data");
    item.putObject("runtime_data").put("raw", Guest.base64Url("challenge".getBytes(UTF_8)));
    ObjectNode fewer = (ObjectNode) JSON.readTree(document);
    ((ArrayNode) fewer.path("tpm_quote").path("pcrs")).remove(0);
    item.put("evidence", Guest.base64Url(fewer.toString().getBytes(UTF_8)));
    refused(service, request, "PCRs in the TPM quote");
    byte[] quote = guest.evidence.quote();
    quote[300] ^= 1;
    item.put("evidence", Guest.base64Url(azure(name, quote).getBytes(UTF_8)));
    refused(service, request, "Verifier evaluate failed");
  }

  private static void refused(AttestationService service, ObjectNode request, String problem) {
    Answer answer = Guest.attest(service, request);
    assertEquals(500, answer.status());
    assertTrue(text(answer).contains(problem), text(answer));
  }
}
