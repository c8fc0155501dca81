package io.github.quotary.evidence.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.quotary.domain.dstack.AttestationDecoding;
import io.github.quotary.domain.dstack.TdxAttestation;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Finds the log in a file: a binary log; dstack's JSON array; JSON that has such an array as {@code
 * event_log}, at its top or in {@code tcb_info}, as an array or as a string with its text; a
 * versioned attestation of dstack, or JSON that has one as {@code attestation}, in hexadecimal.
 */
public final class LogFile {
  /** One byte more than the maximum of a log, so that the parser of the log reports the excess. */
  private static final int MAX_BYTES = Math.max(CcelLog.MAX_BYTES, RuntimeEventLog.MAX_BYTES) + 1;

  /** Maximum size of JSON that contains a log, in bytes. */
  private static final int MAX_DOCUMENT = 4 << 20;

  private static final int MAX_DEPTH = 64;

  private static final byte[] SIGNATURE = "Spec ID Event03".getBytes(StandardCharsets.US_ASCII);
  private static final int SIGNATURE_OFFSET = 32;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private LogFile() {}

  /**
   * The log in a file; {@code -} is standard input.
   *
   * @throws InputException if the file cannot be read
   * @throws io.github.quotary.rtmr.EventLogFormatException if there is a log, but malformed
   * @throws MalformedLogException if there is no log
   */
  public static EventLog read(String name) {
    return parse(readBytes(name));
  }

  static EventLog parse(byte[] bytes) {
    int first = firstOf(bytes);
    return switch (first) {
      case '[' -> RuntimeEventLog.parse(ByteBuffer.wrap(bytes));
      case '{', '"' -> find(bytes);
      default -> parseBinary(bytes);
    };
  }

  /**
   * Attestations start with 0 or with a MessagePack map; but a binary log can start with 0 as well.
   */
  private static EventLog parseBinary(byte[] bytes) {
    boolean attestation =
        bytes.length > 0
            && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0x80 || (bytes[0] & 0xfe) == 0xde);
    boolean ccel =
        bytes.length >= SIGNATURE_OFFSET + SIGNATURE.length
            && Arrays.equals(
                bytes,
                SIGNATURE_OFFSET,
                SIGNATURE_OFFSET + SIGNATURE.length,
                SIGNATURE,
                0,
                SIGNATURE.length);
    return attestation && !ccel ? attestation(bytes) : CcelLog.parse(ByteBuffer.wrap(bytes));
  }

  private static EventLog attestation(byte[] bytes) {
    AttestationDecoding decoding = TdxAttestation.decode(ByteBuffer.wrap(bytes));
    if (decoding instanceof AttestationDecoding.Decoded decoded) {
      return decoded.attestation().eventLog();
    } else if (decoding instanceof AttestationDecoding.Refused refused) {
      throw new MalformedLogException(refused.reason());
    }
    AttestationDecoding.Malformed malformed = (AttestationDecoding.Malformed) decoding;
    throw new MalformedLogException(
        "neither a log nor an attestation: "
            + malformed.problem()
            + " (at byte "
            + malformed.offset()
            + ")");
  }

  private static int firstOf(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return b;
      }
    }
    return -1;
  }

  private static EventLog find(byte[] bytes) {
    if (bytes.length > MAX_DOCUMENT) {
      throw new MalformedLogException("the JSON has more than " + MAX_DOCUMENT + " bytes");
    }
    JsonNode root = tree(bytes);
    if (root.has("imr")) {
      return array(JSON.createArrayNode().add(root));
    }
    for (JsonNode place : new JsonNode[] {root, root.path("event_log"), tcbInfo(root)}) {
      JsonNode log = unwrap(place.isObject() ? place.path("event_log") : place);
      if (log.isArray()) {
        return array(log);
      }
    }
    if (root.path("attestation").asText().isEmpty()) {
      throw new MalformedLogException(
          "the JSON has no event_log, at its top or in tcb_info, and no attestation");
    }
    return attestation(hex(root.path("attestation")));
  }

  private static byte[] hex(JsonNode attestation) {
    try {
      return HexFormat.of().parseHex(attestation.asText());
    } catch (IllegalArgumentException e) {
      throw new MalformedLogException("the attestation is not hexadecimal");
    }
  }

  private static JsonNode tcbInfo(JsonNode root) {
    return unwrap(root.path("tcb_info"));
  }

  /** A string that contains JSON is parsed again. */
  private static JsonNode unwrap(JsonNode node) {
    return node.isTextual() && !node.textValue().isBlank()
        ? tree(node.textValue().getBytes(StandardCharsets.UTF_8))
        : node;
  }

  private static EventLog array(JsonNode array) {
    return RuntimeEventLog.parse(
        ByteBuffer.wrap(array.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new MalformedLogException(
          "not strict JSON: "
              + e.getOriginalMessage().lines().findFirst().orElse("")
              + " (at byte "
              + e.getLocation().getByteOffset()
              + ")");
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory cannot fail", e);
    }
  }

  private static byte[] readBytes(String name) {
    try (InputStream in = name.equals("-") ? System.in : Files.newInputStream(Path.of(name))) {
      return in.readNBytes(MAX_BYTES);
    } catch (NoSuchFileException e) {
      throw new InputException("No such file: " + name);
    } catch (IOException e) {
      throw new InputException("Cannot read " + name + ": " + e.getMessage());
    }
  }
}
