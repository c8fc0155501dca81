package io.github.quotary.evidence.report;

/** Who said what time a quote was verified at. */
public enum TimeSource {
  /** The clock of the machine that verified it. */
  CLOCK("clock", "this machine's clock"),
  /** The caller, by an option of the command. */
  OPTION("option", "given by the caller"),
  /** The entry of a batch that has the quote. */
  INPUT("input", "given by the input"),
  /** A test vector. */
  VECTOR("vector", "of the test vector");

  private final String member;
  private final String words;

  TimeSource(String member, String words) {
    this.member = member;
    this.words = words;
  }

  /** The value of the JSON member {@code verifiedAtSource}. */
  public String member() {
    return member;
  }

  /** The source in words. */
  @Override
  public String toString() {
    return words;
  }
}
