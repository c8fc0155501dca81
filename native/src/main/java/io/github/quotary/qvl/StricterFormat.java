package io.github.quotary.qvl;

import java.util.regex.Pattern;

/**
 * Recognises, by what a rejection says of itself, documents that Intel's code reads and this engine
 * does not on purpose: ambiguous ones, and ones without bound.
 */
final class StricterFormat {
  private static final Pattern MEANT =
      Pattern.compile(
          // A member twice; an OID of the SGX extension twice.
          "Duplicate field '|The SGX extension has [0-9.]+ twice"
              // SVNs that Intel takes modulo 256 or 2^32.
              + "|(; | an integer from )0 to (255|65535|4294967295)"
              // Depth, number of values, encoding.
              + "|JSON is nested 32 deep|has more than [0-9]+ values|Invalid UTF-8"
              // Sizes.
              + "|bytes; the limit is [0-9]+|[Mm]ore than [0-9]+ (extensions|certificates)");

  private StricterFormat() {}

  /** Whether a format error with this detail is one that Intel's code does not make. */
  static boolean isMeantBy(String detail) {
    return MEANT.matcher(detail).find();
  }
}
