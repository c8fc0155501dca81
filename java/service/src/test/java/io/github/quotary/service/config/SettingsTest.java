package io.github.quotary.service.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings are read strictly, as their schema says. */
class SettingsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String HASH = "ab".repeat(32);

  private static JsonNode schemaJson() throws IOException {
    try (InputStream in = SettingsTest.class.getResourceAsStream("settings.schema.json")) {
      return JSON.readTree(Objects.requireNonNull(in));
    }
  }

  private static boolean isValid(String json) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaJson());
    return schema.validate(JSON.readTree(json)).isEmpty();
  }

  private static String filled(String json) {
    return json.replace("HASH", HASH).replace("REG", "cd".repeat(48));
  }

  private static Settings read(String json) {
    return SettingsReader.read(json.getBytes(UTF_8), Path.of("/etc/quotary"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"$schema\":\"x\",\"listen\":\"[::1]:0\"}",
        "{\"listen\":\"0.0.0.0:80\",\"allowRemote\":true}",
        "{\"tls\":{\"certificate\":\"a\",\"key\":\"b\"},\"listen\":\"10.0.0.1:443\"}",
        "{\"tls\":{\"certificate\":\"a\",\"key\":\"b\",\"clientAuthorities\":\"c\"}}",
        "{\"tls\":{\"certificate\":\"a\",\"key\":\"b\",\"clientAuthorities\":\"c\","
            + "\"clients\":\"optional\"}}",
        "{\"policies\":{\"a-1\":\"p.json\"},\"defaultPolicy\":\"a-1\"}",
        "{\"earKey\":\"k\",\"earTestRoot\":true,\"sharedEvidence\":3}",
        "{\"allow\":{\"at\":true,\"collateral\":true,\"policy\":false}}",
        "{\"challenge\":{\"context\":\"a/b\",\"seconds\":1,\"max\":1}}",
        "{\"domains\":{\"allow\":[\"a.example\",\".example.net\"],\"concurrent\":1}}",
        "{\"envoy\":{\"forwardedCertificate\":true}}",
        "{\"envoy\":{\"header\":\"X-Quote\",\"binding\":\"nonce\",\"nonceHeader\":\"x-nonce\","
            + "\"peerCertificate\":false,\"decisions\":0,\"decisionSeconds\":0}}",
        "{\"envoy\":{\"binding\":\"none\"}}",
        "{\"dstack\":{\"policyCounts\":true}}",
        "{\"dstack\":{\"osImages\":[{\"label\":\"a\",\"osImageHash\":\"HASH\"},{\"label\":\"b\","
            + "\"mrTd\":\"REG\",\"rtmr1\":\"REG\",\"rtmr2\":\"REG\"}]}}",
        "{\"limits\":{\"queue\":1,\"threads\":1,\"requestSeconds\":20,\"collateralSeconds\":19}}",
      })
  void readsWhatTheSchemaAllows(String json) throws IOException {
    read(filled(json));
    assertTrue(isValid(filled(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"foo\":1}",
        "{\"listen\":\"example.net:80\"}",
        "{\"listen\":8080}",
        "{\"allowRemote\":1}",
        "{\"tls\":{}}",
        "{\"tls\":{\"certificate\":\"a\",\"key\":\"b\",\"clients\":\"required\"}}",
        "{\"tls\":{\"certificate\":\"a\",\"key\":\"b\",\"clientAuthorities\":\"c\","
            + "\"clients\":\"none\"}}",
        "{\"apiKeys\":{}}",
        "{\"apiKeys\":[{\"name\":\"a\"}]}",
        "{\"apiKeys\":[{\"name\":\"a\",\"sha256\":\"ab\"}]}",
        "{\"policies\":{\"a b\":\"p\"}}",
        "{\"policies\":{\"a\":1}}",
        "{\"allow\":{\"foo\":true}}",
        "{\"challenge\":{\"context\":\"a b\"}}",
        "{\"challenge\":{\"seconds\":0}}",
        "{\"domains\":{\"allow\":[\"localhost\"]}}",
        "{\"domains\":{\"allow\":[1]}}",
        "{\"domains\":{\"allow\":\"a.example\"}}",
        "{\"envoy\":{\"forwardedCertificate\":1}}",
        "{\"envoy\":{\"binding\":\"sender\"}}",
        "{\"envoy\":{\"header\":\"a b\"}}",
        "{\"envoy\":{\"header\":\"X-Quotary-Quote\"}}",
        "{\"envoy\":{\"decisions\":-1}}",
        "{\"envoy\":{\"decisionSeconds\":86401}}",
        "{\"dstack\":{\"osImages\":[]}}",
        "{\"dstack\":{\"osImages\":[{\"label\":\"a\"}]}}",
        "{\"dstack\":{\"osImages\":[{\"osImageHash\":\"HASH\"}]}}",
        "{\"dstack\":{\"osImages\":[{\"label\":\"a\",\"osImageHash\":\"REG\"}]}}",
        "{\"dstack\":{\"osImages\":[{\"label\":\"a\",\"osImageHash\":\"none\"}]}}",
        "{\"dstack\":{\"osImages\":[{\"label\":\"a\",\"osImageHash\":\"HASH\",\"mrTd\":\"REG\"}]}}",
        "{\"dstack\":{\"osImages\":[{\"label\":\"a\",\"mrTd\":\"REG\",\"rtmr1\":\"REG\"}]}}",
        "{\"limits\":{\"queue\":0}}",
        "{\"limits\":{\"queue\":1.5}}",
        "{\"limits\":{\"bodyBytes\":100000000}}",
        "{\"sharedEvidence\":-1}",
      })
  void refusesWhatTheSchemaDoes(String json) throws IOException {
    assertThrows(SettingsException.class, () -> read(filled(json)));
    assertFalse(isValid(filled(json)));
  }

  /** What a schema cannot say. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"allowRemote\":true,\"allowRemote\":true}",
        "{} {}",
        "{\"listen\":\"0.0.0.0:80\"}",
        "{\"listen\":\"127.0.0.1:70000\"}",
        "{\"defaultPolicy\":\"a\"}",
        "{\"envoy\":{\"header\":\"x-tdx-nonce\"}}",
        "{\"limits\":{\"requestSeconds\":5,\"collateralSeconds\":5}}",
        "{\"apiKeys\":[{\"name\":\"a\",\"sha256\":\"HASH\"},{\"name\":\"a\",\"sha256\":\"HASH\"}]}",
      })
  void refusesWhatContradicts(String json) {
    assertThrows(SettingsException.class, () -> read(filled(json)));
  }

  /** Where tokens are signed, others rely on the policy. */
  @Test
  void withAKeyForTokensARequestBringsNoPolicyUnlessThatIsAllowed() {
    assertTrue(read("{}").allow().policy());
    assertFalse(read("{\"earKey\":\"k\"}").allow().policy());
    assertTrue(read("{\"earKey\":\"k\",\"allow\":{\"policy\":true}}").allow().policy());
    assertFalse(read("{\"earKey\":\"k\",\"allow\":{\"at\":true}}").allow().policy());
  }

  @Test
  void everyDefaultOfTheSchemaIsTheReaders() throws IOException {
    Settings settings = SettingsReader.defaults();
    JsonNode limits = schemaJson().at("/properties/limits/properties");
    assertEquals(limits.at("/bodyBytes/default").asInt(), settings.limits().bodyBytes());
    assertEquals(limits.at("/batchBytes/default").asLong(), settings.limits().batchBytes());
    assertEquals(limits.at("/queue/default").asInt(), settings.limits().queue());
    assertEquals(limits.at("/together/default").asInt(), settings.limits().together());
    assertEquals(
        limits.at("/requestSeconds/default").asLong(), settings.limits().request().toSeconds());
    assertEquals("127.0.0.1:8080", settings.listen().toString());
    JsonNode envoy = schemaJson().at("/properties/envoy/properties");
    assertEquals(envoy.at("/header/default").asText(), settings.envoy().header());
    assertEquals(envoy.at("/nonceHeader/default").asText(), settings.envoy().nonceHeader());
    assertEquals(envoy.at("/decisions/default").asInt(), settings.envoy().decisions());
    assertEquals(
        envoy.at("/decisionSeconds/default").asLong(), settings.envoy().decisionAge().toSeconds());
    assertEquals(Path.of("/etc/quotary/p"), read("{\"earKey\":\"p\"}").earKey().orElseThrow());
  }

  /** Somebody may have written the key where its hash belongs. */
  @Test
  void aKeyIsNeverRepeated() {
    SettingsException e =
        assertThrows(
            SettingsException.class,
            () -> read("{\"apiKeys\":[{\"name\":\"a\",\"sha256\":\"s3cret-value\"}]}"));
    assertFalse(e.getMessage().contains("s3cret-value"), e.getMessage());
    assertTrue(e.getMessage().startsWith("apiKeys[0].sha256"), e.getMessage());
  }

  @Test
  void saysWhichMemberIsWrongAndWhatIsPossible() {
    SettingsException e =
        assertThrows(SettingsException.class, () -> read("{\"limits\":{\"queue\":0}}"));
    assertEquals("limits.queue is 0; a whole number from 1 to 1000000 is possible", e.getMessage());
  }
}
