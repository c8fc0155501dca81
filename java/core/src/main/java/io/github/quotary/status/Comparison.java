package io.github.quotary.status;

/**
 * Two values that had to agree.
 *
 * @param field what was compared
 * @param expected the value that was asked for; long hexadecimal is shortened
 * @param expectedFrom where it came from
 * @param found the value that was there; long hexadecimal is shortened
 * @param foundIn where it was
 */
public record Comparison(
    String field, String expected, String expectedFrom, String found, String foundIn) {
  private static final int LONGEST = 40;
  private static final int HEAD = 16;
  private static final int TAIL = 8;

  /** Escapes in the values what could forge a log, and cuts what could fill it. */
  public Comparison {
    expected = SafeText.of(expected, Problem.MAX_LENGTH);
    found = SafeText.of(found, Problem.MAX_LENGTH);
  }

  /** A comparison whose values are written as {@link #shorten} does. */
  public static Comparison of(
      String field, Object expected, String expectedFrom, Object found, String foundIn) {
    return new Comparison(
        field, shorten(expected.toString()), expectedFrom, shorten(found.toString()), foundIn);
  }

  /** Head and tail of a value of more than 40 characters, the rest left out; others as they are. */
  public static String shorten(String value) {
    return value.length() <= LONGEST || value.contains(" ")
        ? value
        : value.substring(0, HEAD) + "..." + value.substring(value.length() - TAIL);
  }
}
