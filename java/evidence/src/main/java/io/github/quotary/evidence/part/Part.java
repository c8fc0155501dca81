package io.github.quotary.evidence.part;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.rtmr.EventLog;
import java.nio.ByteBuffer;
import java.util.List;

/** A part of an input. */
public sealed interface Part {
  /**
   * A quote. Not verified.
   *
   * @param bytes the quote
   * @param bindings what the input claims about the quote and was computed again; none of it counts
   *     before the quote is verified
   */
  record QuotePart(ByteBuffer bytes, List<Binding> bindings) implements Part {
    /** A quote, and what is bound to it. */
    public QuotePart {
      bytes = bytes.asReadOnlyBuffer();
      bindings = List.copyOf(bindings);
    }
  }

  /**
   * Collateral of one platform.
   *
   * @param collateral the collateral
   */
  record CollateralPart(Collateral collateral) implements Part {}

  /**
   * An event log.
   *
   * @param log the log
   */
  record LogPart(EventLog log) implements Part {}

  /**
   * Bytes in another form, to be recognised in turn.
   *
   * @param bytes the bytes
   * @param place where they were, such as {@code member quote}
   */
  record Inner(ByteBuffer bytes, String place) implements Part {
    /** Bytes, and their place. */
    public Inner {
      bytes = bytes.asReadOnlyBuffer();
      place = OneLine.of(place);
    }
  }

  /**
   * Bytes that count only if they are recognised.
   *
   * @param bytes the bytes
   * @param place where they were, such as {@code member result}
   */
  record Perhaps(ByteBuffer bytes, String place) implements Part {
    /** Bytes, and their place. */
    public Perhaps {
      bytes = bytes.asReadOnlyBuffer();
      place = OneLine.of(place);
    }
  }
}
