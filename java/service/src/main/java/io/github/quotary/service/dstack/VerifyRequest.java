package io.github.quotary.service.dstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.text.BytesText;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The body of a request: {@code {"quote", "event_log", "vm_config", "attestation", "debug"}}, all
 * of them optional; bytes in hexadecimal, the others strings; other members are ignored.
 *
 * @param quote the quote
 * @param eventLog the log, JSON
 * @param vmConfig how the VM was launched, JSON
 * @param attestation a versioned attestation, beside which nothing else counts
 */
record VerifyRequest(
    Optional<byte[]> quote,
    Optional<String> eventLog,
    Optional<String> vmConfig,
    Optional<byte[]> attestation) {
  /** A body that is not such a request. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String problem) {
      super(problem, null, false, false);
      this.status = status;
    }

    /** HTTP's status code: 400 for what is not JSON, 422 for other JSON. */
    int status() {
      return status;
    }
  }

  private static final int NOT_JSON = 400;
  private static final int OTHER_JSON = 422;

  static VerifyRequest read(byte[] body) throws Refused {
    ObjectNode json = object(body);
    if (json.hasNonNull("debug") && !json.path("debug").isBoolean()) {
      throw new Refused(OTHER_JSON, "member debug is neither true nor false");
    }
    return new VerifyRequest(
        bytes(json, "quote"),
        text(json, "event_log"),
        text(json, "vm_config"),
        bytes(json, "attestation"));
  }

  private static ObjectNode object(byte[] body) throws Refused {
    try {
      JsonNode tree = JsonInput.tree(body);
      if (tree instanceof ObjectNode object) {
        return object;
      }
      if (tree.isMissingNode()) {
        throw new Refused(NOT_JSON, "the body is empty");
      }
    } catch (JsonInputException e) {
      throw new Refused(NOT_JSON, "the body is not JSON: " + e.problem());
    }
    throw new Refused(OTHER_JSON, "the body is not a JSON object");
  }

  private static Optional<String> text(ObjectNode json, String name) throws Refused {
    JsonNode member = json.path(name);
    if (member.isMissingNode() || member.isNull()) {
      return Optional.empty();
    }
    if (!member.isTextual()) {
      throw new Refused(OTHER_JSON, "member " + name + " is not a string");
    }
    return Optional.of(member.textValue());
  }

  private static Optional<byte[]> bytes(ObjectNode json, String name) throws Refused {
    Optional<String> text = text(json, name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String hex = text.get();
    String digits = hex.toLowerCase(Locale.ROOT).startsWith("0x") ? hex.substring(2) : hex;
    if (!digits.isEmpty() && !BytesText.isHex(digits)) {
      throw new Refused(OTHER_JSON, "member " + name + " is not hexadecimal");
    }
    return Optional.of(HexFormat.of().parseHex(digits));
  }
}
