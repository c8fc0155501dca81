package io.github.quotary.service.batch;

import io.github.quotary.evidence.batch.QuoteEntry;
import java.util.ArrayList;
import java.util.List;

/** Lines that are verified together. Not thread-safe: handed on as a whole. */
final class Block {
  private static final int MAX_LINES = 64;
  private static final long MAX_BYTES = 1 << 20;

  private final List<QuoteEntry> entries = new ArrayList<>();
  private long bytes;

  void add(QuoteEntry entry) {
    entries.add(entry);
    bytes += entry.size();
  }

  boolean isFull() {
    return entries.size() >= MAX_LINES || bytes >= MAX_BYTES;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<QuoteEntry> entries() {
    return entries;
  }
}
