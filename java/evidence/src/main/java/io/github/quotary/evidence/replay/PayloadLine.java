package io.github.quotary.evidence.replay;

import io.github.quotary.rtmr.EventData;
import io.github.quotary.rtmr.ProvenEvent;
import io.github.quotary.status.SafeText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** A proven payload in one line. */
public final class PayloadLine {
  private PayloadLine() {}

  /** The decoded payload; empty if it has no meaning beyond its bytes. */
  public static Optional<String> of(ProvenEvent event) {
    EventData data = event.data();
    if (data instanceof EventData.Separator separator) {
      return Optional.of("separator 0x" + HexFormat.of().toHexDigits((int) separator.value()));
    } else if (data instanceof EventData.Variable variable) {
      return Optional.of(variable.name() + " = " + value(variable.value()));
    } else if (data instanceof EventData.Action action) {
      return Optional.of(action.text());
    } else if (data instanceof EventData.Ipl ipl) {
      return Optional.of(ipl.text());
    } else if (data instanceof EventData.Tagged tagged) {
      return Optional.of(
          "tag 0x"
              + HexFormat.of().toHexDigits((int) tagged.id())
              + ": "
              + value(tagged.content()));
    }
    return text(event.payload());
  }

  private static String value(ByteBuffer bytes) {
    return bytes.hasRemaining() ? text(bytes).orElse(hex(bytes)) : "(not set)";
  }

  /**
   * The bytes as text if they are UTF-8 that can be shown, NULs at the end left out; else empty.
   */
  private static Optional<String> text(ByteBuffer bytes) {
    int end = bytes.limit();
    while (end > 0 && bytes.get(end - 1) == 0) {
      end--;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.slice(0, end)).toString();
      return !text.isEmpty() && text.codePoints().allMatch(PayloadLine::isText)
          ? Optional.of(text)
          : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isText(int codePoint) {
    return SafeText.isPlain(codePoint)
        || codePoint == '\\'
        || codePoint == '\n'
        || codePoint == '\t';
  }

  /** The bytes in hexadecimal. */
  public static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return HexFormat.of().formatHex(copy);
  }
}
