package io.github.quotary.verify.mutation;

import io.github.quotary.status.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * What content of a type may become and still be of the type. What may not makes the structure
 * malformed; everything else is somebody's signature's business.
 */
final class DerRules {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("uuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private DerRules() {}

  /** One reason for malformed content, another rule for the rest. */
  static Expected orMalformed(DerPart part, RejectReason malformed, Expected otherwise) {
    return (before, after) ->
        isWellFormed(part, after) ? otherwise.of(before, after) : malformed.name();
  }

  private static boolean isWellFormed(DerPart part, byte[] content) {
    if (part.path().endsWith("/unused")) {
      return content[0] == 0;
    }
    return switch (part.tag()) {
      case 0x02, 0x0a -> isMinimal(content);
      case 0x06 -> isObjectIdentifier(content);
      case 0x0c -> isUtf8(content);
      case 0x17 -> isTime(content);
      default -> true;
    };
  }

  /** An INTEGER has no byte more than it needs. */
  private static boolean isMinimal(byte[] content) {
    return content.length == 1
        || !(content[0] == 0 && content[1] >= 0 || content[0] == -1 && content[1] < 0);
  }

  /** Each arc ends, and none starts with a zero digit. */
  private static boolean isObjectIdentifier(byte[] content) {
    boolean atStart = true;
    for (byte digit : content) {
      if (atStart && digit == (byte) 0x80) {
        return false;
      }
      atStart = digit >= 0;
    }
    return atStart;
  }

  private static boolean isUtf8(byte[] content) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** A UTCTime of a moment that exists. */
  private static boolean isTime(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    if (!text.matches("[0-9]{12}Z")) {
      return false;
    }
    try {
      LocalDateTime.parse(text.substring(0, 12), UTC_TIME);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
