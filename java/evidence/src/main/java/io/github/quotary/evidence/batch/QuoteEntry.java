package io.github.quotary.evidence.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.form.FoundQuote;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import io.github.quotary.verify.BatchQuote;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quote of the input. The thread that verifies it decodes it on first use, so that only reading
 * the input is sequential.
 */
public final class QuoteEntry implements BatchQuote {
  private final Encoded encoded;
  private final long size;
  private final Defaults defaults;
  private @Nullable Decoded decoded;

  /**
   * An entry.
   *
   * @param size its size in the input in bytes
   */
  public QuoteEntry(Encoded encoded, long size, Defaults defaults) {
    this.encoded = encoded;
    this.size = size;
    this.defaults = defaults;
  }

  /** The id by which the user knows the quote. */
  public JsonNode id() {
    return decoded().id();
  }

  /** Its size in the input in bytes. */
  public long size() {
    return size;
  }

  @Override
  public ByteBuffer quote() {
    return decoded().quote();
  }

  @Override
  public @Nullable Collateral collateral() {
    Collateral own = decoded().collateral();
    return own == null ? defaults.collateral() : own;
  }

  @Override
  public Instant at() {
    Instant own = decoded().at();
    return own == null ? defaults.at() : own;
  }

  /** Whether the time of verification is its own, not the command line's. */
  public boolean hasOwnTime() {
    return decoded().at() != null;
  }

  /** Whether it is a test vector. */
  public boolean isVector() {
    return decoded().isVector();
  }

  /** Whether the collateral is its own, not the command line's. */
  public boolean hasOwnCollateral() {
    return decoded().collateral() != null;
  }

  /** What ties it to other parts of its input. */
  public List<Binding> bindings() {
    return decoded().bindings();
  }

  /** The event logs that came with it. */
  public List<EventLog> logs() {
    return decoded().logs();
  }

  @Override
  public @Nullable Rejection unreadable() {
    String problem = decoded().problem();
    return problem == null ? null : Rejection.of(RejectReason.QUOTE_FORMAT_UNSUPPORTED, problem);
  }

  private Decoded decoded() {
    if (decoded == null) {
      decoded = encoded.decode();
    }
    return decoded;
  }

  /** A quote as read. */
  @FunctionalInterface
  public interface Encoded {
    /** Decodes it. */
    Decoded decode();
  }

  /**
   * The result of decoding.
   *
   * @param id the id by which the user knows it
   * @param quote its bytes; none if there is a problem
   * @param collateral its own, if it has any
   * @param at its own time of verification, if it has one
   * @param isVector whether it is a test vector, whose own time counts
   * @param problem why it cannot be read, if so
   * @param bindings what ties it to other parts of its input
   * @param logs the event logs that came with it
   */
  public record Decoded(
      JsonNode id,
      ByteBuffer quote,
      @Nullable Collateral collateral,
      @Nullable Instant at,
      boolean isVector,
      @Nullable String problem,
      List<Binding> bindings,
      List<EventLog> logs) {
    /** A quote alone. */
    public static Decoded of(JsonNode id, ByteBuffer quote) {
      return new Decoded(id, quote, null, null, false, null, List.of(), List.of());
    }

    /**
     * The one quote that was found, with what came with it.
     *
     * @param at its own time of verification, if it has one
     */
    public static Decoded of(JsonNode id, Reading.Found found, @Nullable Instant at) {
      FoundQuote quote = found.quotes().get(0);
      return new Decoded(id, quote.bytes(), null, at, false, null, quote.bindings(), found.logs());
    }

    /** The one quote of an input. */
    public static Decoded of(JsonNode id, Reading reading) {
      return reading.oneQuote() instanceof Reading.Found found
          ? of(id, found, null)
          : unreadable(id, ((Reading.Unread) reading.oneQuote()).problem());
    }

    /** What is no quote, and why. */
    public static Decoded unreadable(JsonNode id, String problem) {
      return new Decoded(
          id, ByteBuffer.allocate(0), null, null, false, problem, List.of(), List.of());
    }
  }

  /** The defaults for quotes without their own values. */
  public interface Defaults {
    /** The collateral of the command line; null to ask the verifier's source. */
    @Nullable Collateral collateral();

    /** The time of the command line, or now. */
    Instant at();
  }
}
