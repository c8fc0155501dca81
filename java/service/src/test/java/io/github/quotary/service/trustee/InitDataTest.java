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
import io.github.quotary.crypto.Sha2;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.simulator.spec.QuoteShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a guest was launched with, in MRCONFIGID. */
class InitDataTest {
  private static final String TOML =
      """
      algorithm = "%s"
      version = "0.1.0"

      [data]
      "aa.toml" = '''
      [token_configs.kbs]
      url = "http://127.0.0.1:8080"
      '''
      "cdh.toml" = "not = toml = at all"
      "policy.rego" = '''
      package agent_policy
      policy_data := {"images": ["one"]}
      '''
      "other" = "text"
      """;

  private static Guest launchedWith(byte[] mrConfigId) {
    return Guest.of(QuoteShape.V4_TDX, new byte[0], mrConfigId);
  }

  private static void refused(Guest guest, ObjectNode request, String problem) {
    Answer answer = attest(guest.service(), request);
    assertEquals(500, answer.status());
    assertTrue(text(answer).contains(problem), text(answer));
  }

  @ParameterizedTest
  @CsvSource({"sha256, SHA-256", "sha384, SHA-384", "sha512, SHA-512"})
  void theTextsHashIsCutOrFollowedByZeros(String id, String name) throws Exception {
    String toml = TOML.formatted(id);
    Guest guest = launchedWith(Sha2.newDigest(name).digest(toml.getBytes(UTF_8)));
    ObjectNode request = guest.request();
    item(request).putObject("init_data").put("init_data_toml", toml);
    Answer answer = attest(guest.service(), request);
    assertEquals(200, answer.status(), text(answer));
    JsonNode init =
        claims(text(answer))
            .path("submods")
            .path("cpu0")
            .path("ear.veraison.annotated-evidence")
            .path("init_data_claims");
    assertEquals(
        JSON.readTree(
            """
            {"aa.toml":{"token_configs":{"kbs":{"url":"http://127.0.0.1:8080"}}},
             "cdh.toml":"not = toml = at all",
             "other":"text",
             "agent_policy_claims":{"images":["one"]}}
            """),
        init);
    item(request).putObject("init_data").put("init_data_toml", toml + "\n");
    refused(guest, request, "MRCONFIGID is different from that in TDX Quote");
  }

  @Test
  void aPolicyOfMoreThanItsDataStaysText() throws Exception {
    String policy = "policy_data := {\"images\": [\"one\"]}\nallow := true\n";
    String toml =
        "algorithm = \"sha384\"\nversion = \"0.1.0\"\n[data]\n\"policy.rego\" = '''\n"
            + policy
            + "'''\n";
    Guest guest = launchedWith(Sha2.newDigest("SHA-384").digest(toml.getBytes(UTF_8)));
    ObjectNode request = guest.request();
    item(request).putObject("init_data").put("init_data_toml", toml);
    JsonNode init =
        claims(text(attest(guest.service(), request)))
            .path("submods")
            .path("cpu0")
            .path("ear.veraison.annotated-evidence")
            .path("init_data_claims");
    assertEquals(JSON.createObjectNode().put("policy.rego", policy), init);
  }

  @Test
  void aDigestIsTakenAsItIs() {
    Guest guest = launchedWith(new byte[] {1, 2});
    ObjectNode request = guest.request();
    item(request).putObject("init_data").put("init_data_digest", base64Url(new byte[] {1, 2}));
    assertEquals(200, attest(guest.service(), request).status());
    item(request).putObject("init_data").put("init_data_digest", base64Url(new byte[] {2, 1}));
    refused(guest, request, "MRCONFIGID is different from that in TDX Quote");
    item(request).putObject("init_data").put("init_data_digest", "AQI=");
    refused(guest, request, "base64url without padding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "= ",
        "version = \"0.1.0\"\n[data]\n",
        "algorithm = \"sm3\"\nversion = \"0.1.0\"\n[data]\n",
        "algorithm = \"SHA384\"\nversion = \"0.1.0\"\n[data]\n",
        "algorithm = \"sha384\"\nversion = 1\n[data]\n",
        "algorithm = \"sha384\"\nversion = \"0.1.0\"\n",
        "algorithm = \"sha384\"\nversion = \"0.1.0\"\ndata = 1\n",
        "algorithm = \"sha384\"\nversion = \"0.1.0\"\n[data]\na = 1\n"
      })
  void otherTextsAreRefused(String toml) {
    Guest guest = launchedWith(new byte[0]);
    ObjectNode request = guest.request();
    item(request).putObject("init_data").put("init_data_toml", toml);
    refused(guest, request, "parse TOML structured data");
  }

  /** Text whose reading would take a stack frame for each of its characters. */
  @ParameterizedTest
  @ValueSource(strings = {"a.", "[", "{a=", "x=[["})
  void deepTextsAreRefused(String part) {
    Guest guest = launchedWith(new byte[0]);
    ObjectNode request = guest.request();
    String deep = part.repeat(200_000) + "b = 1";
    item(request).putObject("init_data").put("init_data_toml", deep);
    assertEquals(500, attest(guest.service(), request).status());
    String inside =
        "algorithm = \"sha384\"\nversion = \"0.1.0\"\n[data]\n\"aa.toml\" = '''" + deep + "'''\n";
    Guest launched = launchedWith(Sha2.newDigest("SHA-384").digest(inside.getBytes(UTF_8)));
    item(request).putObject("init_data").put("init_data_toml", inside);
    item(request).put("evidence", launched.evidence(launched.evidence.quote()));
    Answer answer = attest(launched.service(), request);
    assertTrue(answer.status() == 200 || answer.status() == 500, text(answer));
  }
}
