package io.github.quotary.cli.batch;

import io.github.quotary.evidence.batch.QuoteEntry;
import io.github.quotary.evidence.batch.QuoteEntry.Defaults;
import io.github.quotary.evidence.batch.QuoteLine;
import io.github.quotary.evidence.batch.Slice;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A line of JSON for each quote: {@code {"id":..., "quote":"base64 or hex", "at":...}}. The id of a
 * line without one is its number; blank lines are counted but skipped.
 */
final class NdjsonSource implements QuoteSource {
  private final Lines lines;
  private final Defaults defaults;
  private long number;

  NdjsonSource(InputStream in, Defaults defaults) {
    this.lines = new Lines(in, QuoteLine.MAX_SIZE);
    this.defaults = defaults;
  }

  @Override
  public @Nullable QuoteEntry next() throws IOException {
    for (Slice line = lines.next(); line != null; line = lines.next()) {
      number++;
      if (!QuoteLine.isBlank(line)) {
        return entry(line, number);
      }
    }
    return null;
  }

  private QuoteEntry entry(Slice line, long lineNumber) {
    if (lines.isTooLong()) {
      return QuoteLine.tooLong(lineNumber, defaults);
    }
    return QuoteLine.entry(line, lineNumber, defaults);
  }

  @Override
  public boolean isReady() throws IOException {
    return lines.isReady();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
