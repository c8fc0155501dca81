package io.github.quotary.evidence.input;

import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.FoundQuote;
import io.github.quotary.evidence.form.Reading;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads a quote from a file in any form of the table, or from a directory. */
public final class QuoteFiles {
  private QuoteFiles() {}

  /**
   * The one quote of a file, of standard input ({@code -}) or of a directory's {@code quote.bin},
   * and what came with it.
   *
   * @throws InputException if it cannot be opened
   * @throws UnreadableException if it is not a quote, or not one
   */
  public static Reading.Found read(String name) {
    return QuoteDirectory.named(name)
        .map(directory -> found(directory.quote()))
        .orElseGet(() -> one(BoundedFiles.read(name), name));
  }

  /**
   * The quote alone.
   *
   * @throws InputException if it cannot be opened
   * @throws UnreadableException if it is not a quote, or not one
   */
  public static ByteBuffer quote(String name) {
    return read(name).quotes().get(0).bytes();
  }

  /** A directory's file is a quote as it stands. */
  private static Reading.Found found(byte[] quote) {
    return new Reading.Found(
        List.of(new FoundQuote(ByteBuffer.wrap(quote), "", List.of())),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Reading.Found one(byte[] bytes, String name) {
    Reading reading = EvidenceReader.read(bytes).oneQuote();
    if (reading instanceof Reading.Unread unread) {
      throw new UnreadableException(name, unread.problem());
    }
    return (Reading.Found) reading;
  }
}
