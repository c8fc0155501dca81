package io.github.quotary.crypto;

/** How much is prepared of a key that is expected again. */
public enum TableSize {
  /** For every such key: a few KiB, and most of what a table can save. */
  SMALL,
  /** For keys in frequent use while there is room: the least work for a signature. */
  LARGE
}
