package io.github.quotary.collateral;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.json.JsonProblem;
import io.github.quotary.json.StrictJson;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of Intel's signed JSON envelopes: {@code {"tcbInfo":{...},"signature":"<128 hex>"}}. The
 * signature covers the bytes of the inner object exactly as they were received.
 *
 * @param body the inner object
 * @param digest SHA-256 of the inner object's bytes
 * @param signature the envelope's signature; (0, 0), which never verifies, if it is not hexadecimal
 */
record SignedJson(JsonObject body, Measurement digest, P256Signature signature) {
  static final String TCB_INFO = "tcbInfo";
  static final String ENCLAVE_IDENTITY = "enclaveIdentity";

  /** Far above what Intel's QVL reads; {@link JsonTree} has its bounds. */
  private static final int MAX_DEPTH = 1000;

  private static final int MAX_TEXT = 20_000_000;

  /** Strict JSON, duplicate members refused. */
  static final JsonFactory FACTORY = StrictJson.factory(MAX_DEPTH, MAX_TEXT);

  static final String SIGNATURE = "signature";
  private static final int SIGNATURE_DIGITS = 128;

  /** In no character. */
  private static final byte NOT_UTF_8 = (byte) 0xff;

  /** UTF-32 takes so many bytes a character. */
  private static final int LONGEST_UNIT = 4;

  /**
   * Reads an envelope.
   *
   * @param member name of the inner object
   * @param known names of the members, at any depth, that are of interest; others are skipped
   */
  static SignedJson parse(byte[] bytes, String member, Set<String> known)
      throws JsonFormatException {
    requireUtf8Text(bytes);
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      return new Reader(bytes, parser, member, known).read();
    } catch (IOException | RuntimeException e) {
      throw new JsonFormatException("Not valid JSON: " + JsonProblem.of(e));
    }
  }

  /** Whether the text is an object with this member; false for anything malformed before it. */
  static boolean hasMember(byte[] bytes, String member) {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (member.equals(parser.currentName())) {
          return true;
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static void requireUtf8Text(byte[] bytes) throws JsonFormatException {
    if (bytes.length == 0) {
      throw new JsonFormatException("The document is empty");
    }
    if (!startsWithObject(bytes)) {
      throw new JsonFormatException("The document does not start with an object");
    }
    if (hasByte(bytes, 0, bytes.length, (byte) 0)) {
      throw new JsonFormatException("The document has a NUL byte");
    }
  }

  /** Whether a parser takes this for UTF-8: no byte order mark, no UTF-16 or UTF-32. */
  static boolean isReadAsUtf8(byte[] bytes) {
    return bytes.length > LONGEST_UNIT
        && startsWithObject(bytes)
        && !hasByte(bytes, 0, LONGEST_UNIT, (byte) 0);
  }

  private static boolean startsWithObject(byte[] bytes) {
    int first = bytes[0];
    return first == '{' || first == ' ' || first == '\t' || first == '\n' || first == '\r';
  }

  /** Whether a part of an envelope has a byte that is in no character. */
  static boolean isNotUtf8(byte[] bytes, int start, int end) {
    return hasByte(bytes, start, end, NOT_UTF_8);
  }

  private static boolean hasByte(byte[] bytes, int start, int end, byte wanted) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  /** One pass over one envelope. */
  private static final class Reader {
    private final byte[] bytes;
    private final JsonParser parser;
    private final String member;
    private final JsonTree tree;
    private @Nullable JsonObject body;
    private @Nullable Measurement digest;
    private @Nullable String signature;

    Reader(byte[] bytes, JsonParser parser, String member, Set<String> known) {
      this.bytes = bytes;
      this.parser = parser;
      this.member = member;
      this.tree = new JsonTree(parser, known);
    }

    SignedJson read() throws IOException, JsonFormatException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonFormatException("The document is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = isUtf8Name() ? parser.currentName() : "";
        JsonToken value = parser.nextToken();
        if (name.equals(member)) {
          readBody(value);
        } else if (name.equals(SIGNATURE)) {
          readSignature(value);
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new JsonFormatException("Something follows the JSON object");
      }
      if (body == null || digest == null) {
        throw new JsonFormatException("Member " + member + " is missing");
      }
      if (signature == null) {
        throw new JsonFormatException("Member " + SIGNATURE + " is missing");
      }
      return new SignedJson(body, digest, signature(signature));
    }

    /** To Jackson's table of names, one with a byte 0xff in it may be the same as without. */
    private boolean isUtf8Name() {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      int end = (int) parser.currentLocation().getByteOffset();
      return !isNotUtf8(bytes, start, end);
    }

    private void readBody(JsonToken value) throws IOException, JsonFormatException {
      if (value != JsonToken.START_OBJECT) {
        throw new JsonFormatException(member + " is not an object");
      }
      int start = (int) parser.currentTokenLocation().getByteOffset();
      body = tree.readObject(JsonPath.of(member));
      int end = (int) parser.currentLocation().getByteOffset();
      digest = Measurement.of(Sha2.sha256(ByteBuffer.wrap(bytes, start, end - start)));
    }

    private void readSignature(JsonToken value) throws IOException, JsonFormatException {
      if (value != JsonToken.VALUE_STRING || parser.getTextLength() != SIGNATURE_DIGITS) {
        throw new JsonFormatException("signature is not a string of 128 characters");
      }
      signature = parser.getText();
    }

    private static P256Signature signature(String hex) {
      return hex.chars().allMatch(HexFormat::isHexDigit)
          ? P256Signature.ofRaw(ByteBuffer.wrap(HexFormat.of().parseHex(hex)))
          : P256Signature.of(BigInteger.ZERO, BigInteger.ZERO);
    }
  }
}
