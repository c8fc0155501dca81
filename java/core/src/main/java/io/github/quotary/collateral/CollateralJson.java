package io.github.quotary.collateral;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.json.JsonProblem;
import io.github.quotary.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the JSON form of collateral that tools of this field exchange. */
final class CollateralJson {
  private static final Set<String> REQUIRED =
      Set.of(
          "pck_crl_issuer_chain",
          "root_ca_crl",
          "pck_crl",
          "tcb_info_issuer_chain",
          "tcb_info",
          "qe_identity_issuer_chain",
          "qe_identity");
  private static final String TCB_INFO_SIGNATURE = "tcb_info_signature";
  private static final String QE_IDENTITY_SIGNATURE = "qe_identity_signature";

  private final Map<String, String> texts = new HashMap<>();

  private CollateralJson() {}

  static Collateral read(byte[] json) {
    CollateralJson reader = new CollateralJson();
    Optional<String> encoding = StrictJson.encodingProblem(json);
    if (encoding.isPresent()) {
      throw new IllegalArgumentException("Not a collateral object: " + encoding.get());
    }
    try (JsonParser parser = SignedJson.FACTORY.createParser(json)) {
      reader.read(parser);
    } catch (JsonFormatException e) {
      throw new IllegalArgumentException("Not a collateral object: " + e.problem(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a collateral object: " + JsonProblem.of(e), e);
    }
    return reader.collateral();
  }

  private void read(JsonParser parser) throws IOException, JsonFormatException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonFormatException("it is no JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      boolean known =
          REQUIRED.contains(name)
              || name.equals(TCB_INFO_SIGNATURE)
              || name.equals(QE_IDENTITY_SIGNATURE);
      JsonToken value = parser.nextToken();
      if (!known) {
        parser.skipChildren();
      } else if (value == JsonToken.VALUE_STRING) {
        texts.put(name, parser.getText());
      } else {
        throw new JsonFormatException("member " + name + " is not a string");
      }
    }
    if (parser.nextToken() != null) {
      throw new JsonFormatException("something follows the object");
    }
  }

  private Collateral collateral() {
    for (String name : REQUIRED) {
      if (!texts.containsKey(name)) {
        throw new IllegalArgumentException("Not a collateral object: it has no " + name);
      }
    }
    return Collateral.builder()
        .pckCrlIssuerChain(bytes("pck_crl_issuer_chain"))
        .rootCaCrl(bytes("root_ca_crl"))
        .pckCrl(bytes("pck_crl"))
        .tcbInfoIssuerChain(bytes("tcb_info_issuer_chain"))
        .tcbInfo(envelope("tcb_info", SignedJson.TCB_INFO, TCB_INFO_SIGNATURE))
        .qeIdentityIssuerChain(bytes("qe_identity_issuer_chain"))
        .qeIdentity(envelope("qe_identity", SignedJson.ENCLAVE_IDENTITY, QE_IDENTITY_SIGNATURE))
        .build();
  }

  private byte[] bytes(String name) {
    return texts.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The text as it is if it is an envelope; else put into one, unchanged but for a NUL that
   * terminates it, with its signature.
   */
  private byte[] envelope(String name, String member, String signatureName) {
    byte[] text = bytes(name);
    if (SignedJson.hasMember(text, member)) {
      return text;
    }
    String signature = texts.get(signatureName);
    String envelope =
        "{\""
            + member
            + "\":"
            + withoutTerminator(texts.getOrDefault(name, ""))
            + (signature == null ? "" : ",\"signature\":\"" + signature + "\"")
            + "}";
    return envelope.getBytes(StandardCharsets.UTF_8);
  }

  private static String withoutTerminator(String text) {
    return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
  }
}
