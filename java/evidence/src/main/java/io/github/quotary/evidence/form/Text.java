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
              + " the quote alone");
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
            + " that are not a quote: they begin with "
            + start
            + ", and a quote begins with its version, 3, 4 or 5, its key type and TEE type");
  }

  static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }
}
