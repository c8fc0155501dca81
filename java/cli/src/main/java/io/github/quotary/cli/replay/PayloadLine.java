package io.github.quotary.cli.replay;

import io.github.quotary.rtmr.EventData;
import io.github.quotary.rtmr.ProvenEvent;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/** A proven payload in one line. */
final class PayloadLine {
  private PayloadLine() {}

  /** The decoded payload; empty if it has no meaning beyond its bytes. */
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
