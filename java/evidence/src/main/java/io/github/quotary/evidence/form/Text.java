package io.github.quotary.evidence.form;

import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Bytes that are text: UTF-8 without control characters but white space. */
final class Text {
  private static final int DELETE = 0x7f;

  /** One byte in so many may be none of a text. */
  private static final int NEARLY = 4;

  private Text() {}

  /** The text, without white space around it; empty if the bytes are not text. */
  static Optional<String> of(byte[] bytes) {
    for (byte b : bytes) {
      if (b >= 0 && ((b < ' ' && !isSpace(b)) || b == DELETE)) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString()
              .strip());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Whether the bytes are text, or would be but for a few: no NUL, and almost all ASCII. */
  static boolean isNearly(byte[] bytes) {
    int plain = 0;
    for (byte b : bytes) {
      if (b == 0) {
        return false;
      }
      plain += b >= ' ' || isSpace(b) ? 1 : 0;
    }
    return plain >= bytes.length - bytes.length / NEARLY || of(bytes).isPresent();
  }

  /** Whether the first character is that of an object, an array or a string. */
  static boolean startsLikeJson(byte[] bytes) {
    for (byte b : bytes) {
      if (!isSpace(b)) {
        return b == '{' || b == '[' || b == '"';
      }
    }
    return false;
  }

  /** Text whose first character is one of these. */
  static Optional<String> startingWith(byte[] bytes, String first) {
    for (byte b : bytes) {
      if (!isSpace(b)) {
        return first.indexOf(b) >= 0 ? of(bytes) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Decoded bytes, which count only if they are recognised: any text is base64 of something. */
  static Recognition decoded(byte[] bytes, String encoding) {
    int trailing = RawQuote.trailing(bytes);
    if (trailing > 0) {
      return new Recognition.Refused(
          encoding
              + " of a quote and of "
              + trailing
              + " more bytes, which are not padding: another text may have been joined to it; give"
              + " the quote alone",
          true);
    }
    String start =
        HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, RawQuote.START));
    return new Recognition.Parts(
        List.of(new Part.Perhaps(ByteBuffer.wrap(bytes), encoding)),
        "text that is "
            + encoding
            + " of "
            + bytes.length
            + (bytes.length == 1 ? " byte" : " bytes")
            + ", not of a quote: it begins with "
            + start
            + ", and a quote begins with its version, 3, 4 or 5, its key type and TEE type");
  }

  static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }
}
