package io.github.quotary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One collateral as other tools write it. */
final class ForeignCollateral {
  static final Simulator SIMULATOR = Simulator.seeded(11);
  static final Evidence EVIDENCE = SIMULATOR.evidence(Scenario.upToDate(QuoteShape.V4_TDX));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String END = "-----END CERTIFICATE-----";

  private ForeignCollateral() {}

  static ObjectNode usual() {
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

  static ArrayNode numbers(byte[] bytes, int mask) {
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

  static String signed(String tcbInfo, String qeIdentity) {
    ObjectNode json = usual();
    json.remove("tcb_info_signature");
    json.remove("qe_identity_signature");
    return json.put("tcb_info", "#1")
        .put("qe_identity", "#2")
        .toString()
        .replace("\"#1\"", tcbInfo)
        .replace("\"#2\"", qeIdentity);
  }

  static String envelopes() {
    return signed(EVIDENCE.tcbInfoEnvelope(), EVIDENCE.qeIdentityEnvelope());
  }

  static String indented(String json) {
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
  static String clientTool() {
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

  /** All forms, by their names. */
  static Map<String, String> forms() {
    String usual = usual().toString();
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("with a byte order mark", "\ufeff" + usual);
    forms.put("hexadecimal in upper case", bytes(text(hex -> hex.toUpperCase(Locale.ROOT))));
    forms.put("hexadecimal with 0x", bytes(text(hex -> "0x" + hex)));
    forms.put("hexadecimal and a line end", bytes(text(hex -> hex + "\n")));
    forms.put("hexadecimal in lines", bytes(text(hex -> hex.replaceAll("(.{64})", "$1\r\n"))));
    forms.put("base64", bytes(text(ForeignCollateral::base64)));
    forms.put(
        "base64 for URLs",
        bytes(text(hex -> Base64.getUrlEncoder().withoutPadding().encodeToString(unhex(hex)))));
    forms.put("arrays of bytes", bytes(node -> numbers(unhex(node.textValue()), 0xff)));
    forms.put("arrays of signed bytes", bytes(node -> numbers(unhex(node.textValue()), ~0)));
    forms.put("Buffers of Node.js", bytes(ForeignCollateral::buffer));
    forms.put("PEM lists", each(text(ForeignCollateral::pemCrl), "root_ca_crl", "pck_crl"));
    forms.put("PEM in an array", chains(ForeignCollateral::lines));
    forms.put("certificates in base64", chains(ForeignCollateral::der));
    forms.put("chains in percent encoding", chains(text(ForeignCollateral::percent)));
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
    return forms;
  }
}
