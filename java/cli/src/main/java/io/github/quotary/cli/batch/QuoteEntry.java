package io.github.quotary.cli.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import io.github.quotary.verify.BatchQuote;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A quote of the input. It is decoded when it is first asked for, by the thread that verifies it,
 * so that reading the input is all that threads do one after the other.
 */
public final class QuoteEntry implements BatchQuote {
  private final Encoded encoded;
  private final long size;
  private final Defaults defaults;
  private @Nullable Decoded decoded;

  /**
   * An entry.
   *
   * @param size how many bytes of the input it is
   */
  QuoteEntry(Encoded encoded, long size, Defaults defaults) {
    this.encoded = encoded;
    this.size = size;
    this.defaults = defaults;
  }

  /** What the user knows the quote by. */
  public JsonNode id() {
    return decoded().id();
  }

  /** How many bytes of the input it is. */
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

  /** A quote as it was read. */
  @FunctionalInterface
  interface Encoded {
    Decoded decode();
  }

  /**
   * What became of it.
   *
   * @param id what the user knows it by
   * @param quote its bytes; none if there is a problem
   * @param collateral its own, if it has any
   * @param at its own time of verification, if it has one
   * @param problem why it cannot be read, if so
   */
  record Decoded(
      JsonNode id,
      ByteBuffer quote,
      @Nullable Collateral collateral,
      @Nullable Instant at,
      @Nullable String problem) {
    static Decoded of(JsonNode id, byte[] quote) {
      return new Decoded(id, ByteBuffer.wrap(quote), null, null, null);
    }

    static Decoded unreadable(JsonNode id, String problem) {
      return new Decoded(id, ByteBuffer.allocate(0), null, null, problem);
    }
  }

  /** What counts for quotes that say nothing of their own. */
  public interface Defaults {
    /**
     * The collateral of the command line; null to ask the verifier's source.
     *
     * @throws InputException if the command line has neither
     */
    @Nullable Collateral collateral();

    /** The time of the command line, or now. */
    Instant at();
  }
}
