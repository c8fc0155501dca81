package io.github.quotary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.collateral.CollateralFile;
import io.github.quotary.evidence.collateral.CollateralFormatException;
import io.github.quotary.evidence.collateral.CollateralReader;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.fault.Oddity;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Collateral in the forms of other tools: all give the verdict of the usual form. */
class CollateralFormsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Simulator SIMULATOR = Simulator.seeded(11);
  private static final Evidence EVIDENCE = SIMULATOR.evidence(Scenario.upToDate(QuoteShape.V4_TDX));
  private static final String END = "-----END CERTIFICATE-----";

  @TempDir private Path folder;

  private static ObjectNode usual() {
    try {
      return (ObjectNode) JSON.readTree(EVIDENCE.collateralJson());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String each(UnaryOperator<JsonNode> form, String... members) {
    ObjectNode json = usual();
    for (String member : members) {
      json.set(member, form.apply(json.path(member)));
    }
    return json.toString();
  }

  private static String bytes(UnaryOperator<JsonNode> form) {
    return each(form, "root_ca_crl", "pck_crl", "tcb_info_signature", "qe_identity_signature");
  }

  private static String chains(UnaryOperator<JsonNode> form) {
    return each(form, "pck_crl_issuer_chain", "tcb_info_issuer_chain", "qe_identity_issuer_chain");
  }

  private static UnaryOperator<JsonNode> text(UnaryOperator<String> form) {
    return node -> TextNode.valueOf(form.apply(node.textValue()));
  }

  private static byte[] unhex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(unhex(hex));
  }

  private static ArrayNode numbers(byte[] bytes, int mask) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (byte b : bytes) {
      array.add(b & mask);
    }
    return array;
  }

  private static JsonNode buffer(JsonNode hex) {
    ObjectNode buffer = JsonNodeFactory.instance.objectNode();
    buffer.put("type", "Buffer");
    buffer.set("data", numbers(unhex(hex.textValue()), 0xff));
    return buffer;
  }

  private static JsonNode lines(JsonNode chain) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (String certificate : chain.textValue().split(END, -1)) {
      if (!certificate.isBlank()) {
        array.add(certificate.strip() + "\n" + END);
      }
    }
    return array;
  }

  private static JsonNode der(JsonNode chain) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    lines(chain).forEach(pem -> array.add(pem.textValue().replaceAll("-----[A-Z ]+-----|\\s", "")));
    return array;
  }

  private static String pemCrl(String hex) {
    return "-----BEGIN X509 CRL-----\n" + base64(hex) + "\n-----END X509 CRL-----\n";
  }

  private static String percent(String chain) {
    return URLEncoder.encode(chain, UTF_8).replace("+", "%20");
  }

  /** Names of another style. */
  private static String camel() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : usual().properties()) {
      StringBuilder name = new StringBuilder();
      for (String word : member.getKey().split("_")) {
        name.append(
            name.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
      }
      json.set(name.toString(), member.getValue());
    }
    return json.toString();
  }

  /** A dump of the C structure: every text ends in NUL, sizes count it. */
  private static String structure() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("major_version", 3).put("minor_version", 1).put("tee_type", 0x81);
    for (Map.Entry<String, JsonNode> member : usual().properties()) {
      String text = member.getValue().textValue() + "\0";
      json.put(member.getKey(), text).put(member.getKey() + "_size", text.length());
    }
    return json.toString();
  }

  /** The same as numbers, as a language without C strings prints them. */
  private static String characters() {
    return each(
        node -> numbers((node.textValue() + "\0").getBytes(UTF_8), 0xff),
        usual().properties().stream().map(Map.Entry::getKey).toArray(String[]::new));
  }

  private static String signed(String tcbInfo, String qeIdentity) {
    ObjectNode json = usual();
    json.remove("tcb_info_signature");
    json.remove("qe_identity_signature");
    return json.put("tcb_info", "#1")
        .put("qe_identity", "#2")
        .toString()
        .replace("\"#1\"", tcbInfo)
        .replace("\"#2\"", qeIdentity);
  }

  private static String envelopes() {
    return signed(EVIDENCE.tcbInfoEnvelope(), EVIDENCE.qeIdentityEnvelope());
  }

  private static String indented(String json) {
    try {
      return JSON.readTree(json).toPrettyString();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String bareObjects() {
    return usual()
        .put("tcb_info", "#1")
        .put("qe_identity", "#2")
        .toString()
        .replace("\"#1\"", EVIDENCE.tcbInfo())
        .replace("\"#2\"", EVIDENCE.qeIdentity());
  }

  /** Intel's answers by the names of its service, chains in their headers. */
  private static String answers() {
    return "{\"tcbInfo\":{\"body\":"
        + EVIDENCE.tcbInfoEnvelope()
        + ",\"headers\":{\"TCB-Info-Issuer-Chain\":\""
        + percent(EVIDENCE.tcbInfoIssuerChain())
        + "\"}},\"qeIdentity\":"
        + EVIDENCE.qeIdentityEnvelope()
        + ",\"pckCrl\":\""
        + EVIDENCE.pckCrl()
        + "\",\"rootCaCrl\":\""
        + EVIDENCE.rootCaCrl()
        + "\",\"headers\":{\"SGX-Enclave-Identity-Issuer-Chain\":\""
        + percent(EVIDENCE.qeIdentityIssuerChain())
        + "\",\"SGX-PCK-CRL-Issuer-Chain\":\""
        + percent(EVIDENCE.pckCrlIssuerChain())
        + "\"}}";
  }

  private static String azure() {
    return "{\"tcbInfo\":"
        + EVIDENCE.tcbInfoEnvelope()
        + ",\"tcbInfoSigningChain\":"
        + usual().path("tcb_info_issuer_chain")
        + ",\"qeIdentity\":"
        + EVIDENCE.qeIdentityEnvelope()
        + ",\"qeIdentitySigningChain\":"
        + usual().path("qe_identity_issuer_chain")
        + ",\"pckCrl\":\""
        + base64(EVIDENCE.pckCrl())
        + "\",\"pckCrlSigningChain\":"
        + usual().path("pck_crl_issuer_chain")
        + ",\"rootCaCrl\":\""
        + base64(EVIDENCE.rootCaCrl())
        + "\"}";
  }

  private static String publicData() {
    return "{\"tee_participant_info\":{\"Dstack\":{\"quote\":[4,0],\"collateral\":"
        + bytes(node -> numbers(unhex(node.textValue()), 0xff))
        + ",\"tcb_info\":{\"mrtd\":\"00\",\"event_log\":[]}}}}";
  }

  /** As the client tool prints it: with a blank behind every comma and colon. */
  private static String clientTool() {
    return """
        {"platforms": [{"qe_id": "00"}], "collaterals": {"version": 4, "pck_certs": [],
        "tcbinfos": [{"fmspc": "30A06D050000", "sgx_tcbinfo": null, "tdx_tcbinfo": #1}],
        "pckcacrl": {"processorCrl": "", "platformCrl": "#3"},
        "tdqeidentity": #2, "qeidentity": "", "qveidentity": "",
        "certificates": {"SGX-PCK-Certificate-Issuer-Chain": {"PLATFORM": "#4"},
        "TCB-Info-Issuer-Chain": "#5", "SGX-Enclave-Identity-Issuer-Chain": "#6"},
        "rootcacrl_cdp": "https://example.net/root.crl", "rootcacrl": "#7"}}"""
        .replace("#1", indented(EVIDENCE.tcbInfoEnvelope()))
        .replace("#2", TextNode.valueOf(EVIDENCE.qeIdentityEnvelope()).toString())
        .replace("#3", EVIDENCE.pckCrl())
        .replace("#4", percent(EVIDENCE.pckCrlIssuerChain()))
        .replace("#5", percent(EVIDENCE.tcbInfoIssuerChain()))
        .replace("#6", percent(EVIDENCE.qeIdentityIssuerChain()))
        .replace("#7", EVIDENCE.rootCaCrl());
  }

  static Stream<Arguments> forms() {
    String usual = usual().toString();
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("with a byte order mark", "\ufeff" + usual);
    forms.put("hexadecimal in upper case", bytes(text(hex -> hex.toUpperCase(Locale.ROOT))));
    forms.put("hexadecimal with 0x", bytes(text(hex -> "0x" + hex)));
    forms.put("hexadecimal and a line end", bytes(text(hex -> hex + "\n")));
    forms.put("hexadecimal in lines", bytes(text(hex -> hex.replaceAll("(.{64})", "$1\r\n"))));
    forms.put("base64", bytes(text(CollateralFormsTest::base64)));
    forms.put(
        "base64 for URLs",
        bytes(text(hex -> Base64.getUrlEncoder().withoutPadding().encodeToString(unhex(hex)))));
    forms.put("arrays of bytes", bytes(node -> numbers(unhex(node.textValue()), 0xff)));
    forms.put("arrays of signed bytes", bytes(node -> numbers(unhex(node.textValue()), ~0)));
    forms.put("Buffers of Node.js", bytes(CollateralFormsTest::buffer));
    forms.put("PEM lists", each(text(CollateralFormsTest::pemCrl), "root_ca_crl", "pck_crl"));
    forms.put("PEM in an array", chains(CollateralFormsTest::lines));
    forms.put("certificates in base64", chains(CollateralFormsTest::der));
    forms.put("chains in percent encoding", chains(text(CollateralFormsTest::percent)));
    forms.put(
        "chains in base64",
        chains(text(pem -> Base64.getEncoder().encodeToString(pem.getBytes(UTF_8)))));
    forms.put("camel case", camel());
    forms.put("a dump of the structure", structure());
    forms.put("a dump of characters", characters());
    forms.put("envelopes as objects", envelopes());
    forms.put("envelopes as objects, indented", indented(envelopes()));
    forms.put("bare objects", bareObjects());
    forms.put("bare objects, indented", indented(bareObjects()));
    forms.put(
        "signed texts in base64",
        each(
            text(json -> Base64.getEncoder().encodeToString(json.getBytes(UTF_8))),
            "tcb_info",
            "qe_identity"));
    forms.put("in collateral", "{\"collateral\":" + usual + "}");
    forms.put("in data and result", "{\"data\":{\"result\":" + usual + "},\"error\":null}");
    forms.put("in an array", "[" + usual + "]");
    forms.put("twice the same", "{\"a\":" + usual + ",\"b\":" + usual + "}");
    forms.put("in a text", "{\"collateral\":" + TextNode.valueOf(usual) + "}");
    forms.put("answers of the service", answers());
    forms.put("signing chains", azure());
    forms.put("public data of a node", publicData());
    forms.put("the client tool's file", clientTool());
    return forms.entrySet().stream().map(form -> Arguments.of(form.getKey(), form.getValue()));
  }

  private CommandRun verify(Path collateral) throws IOException {
    Path quote = Files.write(folder.resolve("quote.bin"), EVIDENCE.quote());
    Path root = Files.writeString(folder.resolve("root.pem"), EVIDENCE.rootPem());
    return CommandRun.of(
        "verify",
        quote.toString(),
        "--collateral",
        collateral.toString(),
        "--trust-anchor",
        root.toString(),
        "--at",
        EVIDENCE.at().toString(),
        "--any-td");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void everyFormVerifiesTheQuote(String name, String form) throws IOException {
    Path file = Files.writeString(folder.resolve("collateral.json"), form);
    CommandRun run = verify(file);
    assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
    Path root = folder.resolve("root.pem");
    CommandRun check =
        CommandRun.of(
            "collateral",
            "check",
            file.toString(),
            "--trust-anchor",
            root.toString(),
            "--at",
            EVIDENCE.at().toString());
    assertEquals(ExitCode.OK, check.code(), check.out() + check.err());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void everyFormIsRecognised(String name, String form) {
    Recognition found = CollateralReader.read(form.getBytes(UTF_8)).orElseThrow();
    Recognition.Parts parts = assertInstanceOf(Recognition.Parts.class, found, found.toString());
    assertInstanceOf(Part.CollateralPart.class, parts.parts().get(0));
  }

  /** White space that was signed stays; what a tool added goes. Nothing else is touched. */
  @Test
  void theSignatureTellsWhichWhiteSpaceWasSigned() {
    Evidence spaced = SIMULATOR.evidence(Oddity.SIGNED_WITH_WHITE_SPACE.scenario());
    assertTrue(spaced.tcbInfo().contains("\n"), spaced.tcbInfo());
    assertArrayEquals(
        spaced.tcbInfoEnvelope().getBytes(UTF_8),
        single(signed(spaced.tcbInfoEnvelope(), EVIDENCE.qeIdentityEnvelope())).tcbInfo());
    assertArrayEquals(
        EVIDENCE.tcbInfoEnvelope().getBytes(UTF_8), single(indented(envelopes())).tcbInfo());
    String forged = EVIDENCE.tcbInfoEnvelope().replace("UpToDate", "OutOfDate");
    assertTrue(
        new String(single(indented(signed(forged, EVIDENCE.qeIdentityEnvelope()))).tcbInfo(), UTF_8)
            .contains("\n"));
  }

  private static Collateral single(String json) {
    return assertInstanceOf(
            CollateralFile.Single.class, CollateralReader.parse(json.getBytes(UTF_8)))
        .collateral();
  }

  @Test
  void theUsualFormIsPassedOnAsItIs() {
    String json = EVIDENCE.collateralJson();
    assertEquals(Collateral.fromJson(json.getBytes(UTF_8)), single(json));
  }

  @Test
  void aFileOfSeveralPlatformsGivesThatOfTheQuote() throws IOException {
    String other =
        "{\"fmspc\":\"00906ED50000\",\"tdx_tcbinfo\":"
            + EVIDENCE.tcbInfoEnvelope().replace("30A06D050000", "00906ED50000")
            + "},";
    String both = clientTool().replace("\"tcbinfos\": [", "\"tcbinfos\": [" + other);
    CommandRun run = verify(Files.writeString(folder.resolve("collateral.json"), both));
    assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
    Recognition.Refused refused =
        assertInstanceOf(
            Recognition.Refused.class, CollateralReader.read(both.getBytes(UTF_8)).orElseThrow());
    assertTrue(refused.reason().contains("2 FMSPCs"), refused.reason());
    assertTrue(refused.reason().contains("--collateral"), refused.reason());
  }

  private static String problem(String form) {
    return problem(form.getBytes(UTF_8));
  }

  private static String problem(byte[] form) {
    String problem =
        assertThrows(CollateralFormatException.class, () -> CollateralReader.parse(form)).problem();
    assertFalse(problem.contains("\n"), problem);
    return problem;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "root_ca_crl | 7 | member root_ca_crl is a number, not a string; expected is a revocation",
        "pck_crl | null | member pck_crl is null",
        "pck_crl | [300] | member pck_crl[0] is a number",
        "tcb_info | [] | member tcb_info is an empty array",
        "tcb_info_signature | \"no \\\" hex\" | member tcb_info_signature is a text",
        "tcb_info_issuer_chain | {} | member tcb_info_issuer_chain is an object",
        "tcb_info | \"{\\u0000}\" | member tcb_info has a NUL character inside, at position 1 of 3",
      })
  void aWrongMemberIsNamedWithWhatIsExpected(String member, String value, String message)
      throws IOException {
    ObjectNode json = usual();
    json.set(member, JSON.readTree(value));
    String problem = problem(json.toString());
    assertTrue(problem.contains(message), problem);
    Path file = Files.writeString(folder.resolve("collateral.json"), json.toString());
    CommandRun run = verify(file);
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("quotary: " + file + ": " + problem + System.lineSeparator(), run.err());
  }

  @Test
  void aFaultyFileIsNamed() {
    ObjectNode part = usual();
    part.remove("root_ca_crl");
    part.remove("pck_crl");
    assertEquals(
        "Not a collateral object at collateral: it has no root_ca_crl and no pck_crl",
        problem("{\"collateral\":" + part + "}"));
    ObjectNode other = usual().put("root_ca_crl", "3000");
    assertEquals(
        "it holds 2 different collaterals, at data[0] and data[1]; leave one",
        problem("{\"data\":[" + usual() + "," + other + "]}"));
    String twice = usual().toString().replace("{", "{\"tcb_info\":\"\",");
    assertTrue(problem(twice).contains("member tcb_info appears twice"), problem(twice));
    String two = usual().put("rootCaCrl", "3000").toString();
    assertEquals("members root_ca_crl and rootCaCrl mean the same; remove one", problem(two));
    assertTrue(
        problem(usual().toString().getBytes(StandardCharsets.UTF_16)).contains("save it as UTF-8"));
    String early =
        clientTool()
            .replace("\"sgx_tcbinfo\": null", "\"sgx_tcbinfo\": #")
            .replace("#", EVIDENCE.tcbInfoEnvelope().replace("UpToDate", "OutOfDate"));
    assertTrue(problem(early).contains("tdx_tcbinfo differ"), problem(early));
  }

  @Test
  void whatIsNoCollateralIsNamed() {
    byte[] quote = EVIDENCE.quote();
    assertEquals("this is a quote, not collateral", problem(quote));
    assertEquals(
        "this is a quote, not collateral", problem(HexFormat.of().formatHex(quote) + "\n"));
    assertEquals(
        "this is a quote, not collateral", problem(Base64.getEncoder().encodeToString(quote)));
    assertEquals("this is a quote, not collateral", problem(numbers(quote, 0xff).toString()));
    assertTrue(problem("{\"quote\":\"00\"}").startsWith("this is JSON with a quote"));
    assertTrue(problem("<!DOCTYPE html><html>").startsWith("this is an HTML page"));
    assertTrue(problem(EVIDENCE.rootPem()).startsWith("this is PEM"));
    assertTrue(problem(EVIDENCE.tcbInfoEnvelope()).contains("tcbInfo"));
    assertTrue(problem("{\"a\":1,\"b\":2}").contains("JSON with members a, b"));
    assertEquals("it is empty", problem(""));
    assertEquals("Not a collateral object: it is not JSON", problem("hello"));
    for (String none : new String[] {"", "hello", "{\"a\":1}", "{\"crl\":", "[]", "{\"crl\":1}"}) {
      assertEquals(Optional.empty(), CollateralReader.read(none.getBytes(UTF_8)));
    }
  }

  /** No cut, no doubling and no change of a byte makes the reader throw. */
  @Test
  void theReaderNeverThrows() {
    forms()
        .forEach(
            form -> {
              byte[] bytes = ((String) form.get()[1]).getBytes(UTF_8);
              for (int i = 1; i < 40; i++) {
                byte[] cut = Arrays.copyOf(bytes, bytes.length * i / 40);
                assertEquals(Optional.empty(), CollateralReader.read(cut), form.get()[0] + " " + i);
                byte[] changed = bytes.clone();
                changed[bytes.length * i / 40] ^= 0x15;
                CollateralReader.read(changed);
              }
            });
  }

  @ParameterizedTest
  @CsvSource({"der", "hex", "base64", "bom", "pem"})
  void aTrustAnchorInAnyForm(String form) throws IOException {
    String pem = EVIDENCE.rootPem();
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    byte[] bytes =
        switch (form) {
          case "der" -> der;
          case "hex" -> (HexFormat.of().withUpperCase().formatHex(der) + "\n").getBytes(UTF_8);
          case "base64" -> Base64.getMimeEncoder().encode(der);
          case "bom" -> ("\ufeff" + pem).getBytes(UTF_8);
          default -> pem.getBytes(UTF_8);
        };
    Path quote = Files.write(folder.resolve("quote.bin"), EVIDENCE.quote());
    CommandRun run =
        CommandRun.of(
            "verify",
            quote.toString(),
            "--collateral",
            Files.writeString(folder.resolve("c.json"), EVIDENCE.collateralJson()).toString(),
            "--trust-anchor",
            Files.write(folder.resolve("root"), bytes).toString(),
            "--at",
            EVIDENCE.at().toString(),
            "--any-td");
    assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
  }
}
