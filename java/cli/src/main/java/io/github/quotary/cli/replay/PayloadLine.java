package io.github.quotary.cli.replay;

import io.github.quotary.rtmr.EventData;
import io.github.quotary.rtmr.ProvenEvent;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/** What a proven payload says, in one line. */
final class PayloadText {
  private PayloadText() {}

  /** The decoded payload; empty if there is nothing to be said beyond its bytes. */
  static Optional<String> of(ProvenEvent event) {
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
    return Printable.text(event.payload());
  }

  private static String value(ByteBuffer bytes) {
    return bytes.hasRemaining() ? Printable.text(bytes).orElse(Printable.hex(bytes)) : "(not set)";
  }
}
