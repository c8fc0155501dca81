package io.github.quotary.domain.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.dstack.QuoteReading;
import io.github.quotary.domain.dstack.TdxAttestation;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code acme-info}: JSON within strings within JSON, where a version has it so. */
final class AcmeInfoReader {
  private static final QuoteReading NONE = new QuoteReading.NoQuote("it is empty");

  private AcmeInfoReader() {}

  static Reading<AcmeInfo> read(RawBytes json) {
    try {
      ObjectNode root = StrictJson.object(json.toByteArray());
      return Reading.of(
          new AcmeInfo(
              StrictJson.optionalString(root, "account_uri").filter(uri -> !uri.isEmpty()),
              proof(root.path("account_quote"), root.path("account_attestation")),
              quotedKeys(root.path("quoted_hist_keys")),
              historicKeys(root.path("hist_keys")),
              StrictJson.optionalString(root, "active_cert")
                  .filter(pem -> !pem.isEmpty())
                  .map(RawBytes::ofUtf8),
              StrictJson.optionalString(root, "base_domain").filter(name -> !name.isEmpty())));
    } catch (MalformedException e) {
      return Reading.malformed(e.problem());
    }
  }

  private static Optional<List<AcmeInfo.QuotedKey>> quotedKeys(JsonNode list)
      throws MalformedException {
    if (list.isMissingNode() || list.isNull()) {
      return Optional.empty();
    }
    requireArray(list, "quoted_hist_keys");
    List<AcmeInfo.QuotedKey> keys = new ArrayList<>();
    for (JsonNode entry : list) {
      String ref = "quoted_hist_keys[" + keys.size() + "]";
      if (!entry.isObject()) {
        throw new MalformedException(0, ref + " is not an object");
      }
      keys.add(
          new AcmeInfo.QuotedKey(
              ref,
              RawBytes.of(StrictJson.hex(entry, "public_key").toByteArray()),
              proof(entry.path("quote"), entry.path("attestation"))));
    }
    return Optional.of(keys);
  }

  private static List<RawBytes> historicKeys(JsonNode list) throws MalformedException {
    List<RawBytes> keys = new ArrayList<>();
    if (list.isMissingNode() || list.isNull()) {
      return keys;
    }
    requireArray(list, "hist_keys");
    for (JsonNode key : list) {
      String where = "hist_keys[" + keys.size() + "]";
      if (!key.isTextual()) {
        throw new MalformedException(0, where + " is not a string");
      }
      keys.add(RawBytes.of(StrictJson.hex(key.textValue(), where).toByteArray()));
    }
    return keys;
  }

  private static void requireArray(JsonNode list, String name) throws MalformedException {
    if (!list.isArray()) {
      throw new MalformedException(0, "member " + name + " is not an array");
    }
    if (list.size() > AcmeInfo.MAX_KEYS) {
      throw new MalformedException(
          0, name + " has " + list.size() + " keys; the limit is " + AcmeInfo.MAX_KEYS);
    }
  }

  /**
   * The proof in a pair of members, of which the quote counts and, where there is none, the
   * attestation: never parts of both.
   */
  private static QuoteReading proof(JsonNode quote, JsonNode attestation) {
    QuoteReading byQuote =
        text(quote)
            .map(text -> QuoteAnswer.read(text.getBytes(StandardCharsets.UTF_8)))
            .orElse(NONE);
    return byQuote instanceof QuoteReading.NoQuote
        ? text(attestation).map(AcmeInfoReader::attestation).orElse(byQuote)
        : byQuote;
  }

  /** A value that is JSON as text or the JSON itself; empty for "", null and nothing. */
  private static Optional<String> text(JsonNode value) {
    if (value.isTextual()) {
      return Optional.of(value.textValue()).filter(text -> !text.isBlank());
    }
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(value.toString());
  }

  /** {@code {"attestation":"<hex>"}}, or the hexadecimal alone. */
  private static QuoteReading attestation(String text) {
    try {
      String hex =
          text.strip().startsWith("{")
              ? StrictJson.string(StrictJson.object(text), "attestation")
              : text;
      if (hex.isEmpty()) {
        return NONE;
      }
      return TdxAttestation.decode(
              ByteBuffer.wrap(StrictJson.hex(hex, "the attestation").toByteArray()))
          .answer();
    } catch (MalformedException e) {
      return new QuoteReading.Malformed("attestation: " + e.problem());
    }
  }
}
