package io.github.quotary.evidence.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The evidence as trustee's Azure attesters write it. Version 0 has arrays of integers; since
 * version 1 the reports are base64url, and what the TPM made is hexadecimal.
 *
 * @param version 0, 1 or 2
 * @param hclReport the paravisor's report
 * @param quote the TD quote
 * @param message what the TPM signed
 * @param signature its signature
 * @param pcrs values of the PCRs, by number
 */
record AzureDocument(
    int version,
    ByteBuffer hclReport,
    ByteBuffer quote,
    ByteBuffer message,
    ByteBuffer signature,
    List<ByteBuffer> pcrs) {
  private static final int LAST_VERSION = 2;

  static AzureDocument of(ObjectNode json) throws MalformedException {
    JsonNode version = json.path("version");
    boolean known =
        version.isMissingNode()
            || (version.isInt() && version.intValue() >= 0 && version.intValue() <= LAST_VERSION);
    if (!known) {
      throw new MalformedException(0, "version is not 0, 1 or 2");
    }
    JsonNode tpm = json.path("tpm_quote");
    List<ByteBuffer> pcrs = new ArrayList<>();
    for (JsonNode pcr : tpm.path("pcrs")) {
      pcrs.add(hexOrArray(pcr, "tpm_quote.pcrs"));
    }
    return new AzureDocument(
        version.intValue(),
        base64OrArray(json, "hcl_report"),
        base64OrArray(json, "td_quote"),
        hexOrArray(tpm.path("message"), "tpm_quote.message"),
        hexOrArray(tpm.path("signature"), "tpm_quote.signature"),
        pcrs);
  }

  private static ByteBuffer base64OrArray(ObjectNode json, String name) throws MalformedException {
    JsonNode node = json.path(name);
    if (node.isArray()) {
      return array(node, name);
    }
    try {
      return ByteBuffer.wrap(Base64.getUrlDecoder().decode(StrictJson.string(json, name)));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(0, name + " is not base64url");
    }
  }

  private static ByteBuffer hexOrArray(JsonNode node, String name) throws MalformedException {
    if (node.isArray()) {
      return array(node, name);
    }
    if (!node.isTextual()) {
      throw new MalformedException(
          0, name + (node.isMissingNode() ? " is missing" : " is not hexadecimal"));
    }
    Measurement value = StrictJson.hex(node.textValue(), name);
    return ByteBuffer.wrap(value.toByteArray());
  }

  private static ByteBuffer array(JsonNode array, String name) throws MalformedException {
    byte[] bytes = new byte[array.size()];
    for (int i = 0; i < bytes.length; i++) {
      JsonNode element = array.get(i);
      if (!element.isInt() || element.intValue() < 0 || element.intValue() > 0xff) {
        throw new MalformedException(0, name + " is not an array of bytes");
      }
      bytes[i] = (byte) element.intValue();
    }
    return ByteBuffer.wrap(bytes);
  }
}
