package io.github.quotary.pcs.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.pcs.json.StrictJson;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of Intel's signed JSON envelopes, {@code {"tcbInfo":{...},"signature":"<128 hex>"}}, split
 * without changing a byte of the signed text. Immutable; nothing is trusted.
 *
 * <p>The engine parses TCB info and QE identity itself. This class serves the checks before that,
 * and the signed document that the engine does not use, the TCB evaluation data numbers.
 */
public final class SignedEnvelope {
  /** The member that holds TCB info. */
  public static final String TCB_INFO = "tcbInfo";

  /** The member that holds a QE identity. */
  public static final String ENCLAVE_IDENTITY = "enclaveIdentity";

  /** The member that holds the TCB evaluation data numbers. */
  public static final String EVALUATION_DATA_NUMBERS = "tcbEvaluationDataNumbers";

  private static final String SIGNATURE = "signature";
  private static final int SIGNATURE_DIGITS = 128;
  private static final int MAX_SCALAR = 64;

  private final byte[] text;
  private final String signature;
  private final Map<String, String> scalars;

  private SignedEnvelope(byte[] text, String signature, Map<String, String> scalars) {
    this.text = text;
    this.signature = signature;
    this.scalars = Map.copyOf(scalars);
  }

  /**
   * Splits an envelope.
   *
   * @param member name of the signed object
   * @throws IllegalArgumentException if it is not such an envelope
   */
  public static SignedEnvelope of(byte[] envelope, String member) {
    try {
      return parse(envelope, member);
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.detail());
    }
  }

  /**
   * Splits an envelope.
   *
   * @apiNote Internal to this module; may change without notice.
   */
  public static SignedEnvelope parse(byte[] envelope, String member) throws Refusal {
    if (envelope.length == 0) {
      throw malformed("the body is empty");
    }
    // Otherwise the parser could guess an encoding other than UTF-8.
    if (envelope[0] != '{') {
      throw malformed("the body is not a JSON object; it starts with " + excerpt(envelope));
    }
    try (JsonParser parser = StrictJson.parser(envelope)) {
      return new Reader(envelope, parser, member).read();
    } catch (IOException | RuntimeException e) {
      throw malformed("the body is not valid JSON: " + StrictJson.problem(e));
    }
  }

  /** Whether the text is an object with this member; false if it is malformed before that. */
  public static boolean hasMember(byte[] text, String member) {
    try (JsonParser parser = StrictJson.parser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (parser.currentName().equals(member)) {
          return true;
        }
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException | RuntimeException e) {
      return false;
    }
    return false;
  }

  private static String excerpt(byte[] body) {
    String start =
        new String(body, 0, Math.min(body.length, 24), StandardCharsets.US_ASCII)
            .replaceAll("[^ -~]", "?");
    return "'" + start + "'";
  }

  private static Refusal malformed(String detail) {
    return new Refusal(FailureKind.MALFORMED, detail);
  }

  /** A copy of the signed text: UTF-8, from brace to brace. */
  public byte[] text() {
    return text.clone();
  }

  /** The signature as in the envelope, 128 characters. */
  public String signature() {
    return signature;
  }

  Measurement digest() {
    return Measurement.of(Sha2.sha256(text));
  }

  Optional<P256Signature> p256Signature() {
    return signature.chars().allMatch(HexFormat::isHexDigit)
        ? Optional.of(P256Signature.ofRaw(ByteBuffer.wrap(HexFormat.of().parseHex(signature))))
        : Optional.empty();
  }

  /** A string or number that is a member of the signed object itself. */
  Optional<String> scalar(String name) {
    return Optional.ofNullable(scalars.get(name));
  }

  String requireScalar(String name) throws Refusal {
    return scalar(name).orElseThrow(() -> malformed("it has no " + name));
  }

  Instant requireDate(String name) throws Refusal {
    return date(name, requireScalar(name));
  }

  long requireNumber(String name) throws Refusal {
    return number(name, requireScalar(name));
  }

  static Instant date(String name, String value) throws Refusal {
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw malformed("its " + name + " is not a valid time: " + value);
    }
  }

  static long number(String name, String value) throws Refusal {
    if (!value.matches("\\d{1,10}")) {
      throw malformed("its " + name + " is not a valid number: " + value);
    }
    return Long.parseLong(value);
  }

  /** Parses one envelope in one pass. */
  private static final class Reader {
    private final byte[] envelope;
    private final JsonParser parser;
    private final String member;
    private final Map<String, String> scalars = new HashMap<>();
    private byte @Nullable [] text;
    private @Nullable String signature;

    Reader(byte[] envelope, JsonParser parser, String member) {
      this.envelope = envelope;
      this.parser = parser;
      this.member = member;
    }

    SignedEnvelope read() throws IOException, Refusal {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals(member) && value == JsonToken.START_OBJECT) {
          readSigned();
        } else if (name.equals(SIGNATURE) && value == JsonToken.VALUE_STRING) {
          signature = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw malformed("there is trailing data after the JSON object");
      }
      if (text == null) {
        throw malformed("it has no object " + member);
      }
      if (signature == null || signature.length() != SIGNATURE_DIGITS) {
        throw malformed("it has no signature of " + SIGNATURE_DIGITS + " characters");
      }
      return new SignedEnvelope(text, signature, scalars);
    }

    private void readSigned() throws IOException {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        boolean scalar = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
        if (scalar && parser.getTextLength() <= MAX_SCALAR) {
          scalars.put(name, parser.getText());
        }
        parser.skipChildren();
      }
      text = Arrays.copyOfRange(envelope, start, (int) parser.currentLocation().getByteOffset());
    }
  }
}
