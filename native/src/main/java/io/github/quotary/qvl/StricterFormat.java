package io.github.quotary.qvl;

import java.util.regex.Pattern;

/**
 * Recognizes, by the detail of a rejection, documents that Intel's code accepts and this engine
 * rejects on purpose: ambiguous and unbounded ones.
 */
final class StricterFormat {
  private static final Pattern MEANT =
      Pattern.compile(
          // A duplicate member; a duplicate OID of the SGX extension.
          "member .* appears twice|The SGX extension has [0-9.]+ twice"
              // SVNs that Intel takes modulo 256 or 2^32.
              + "|(; | an integer from )0 to (255|65535|4294967295)"
              // Depth, number of values, encoding.
              + "|JSON is nested 32 deep|has more than [0-9]+ values|it is not UTF-8"
              // Sizes.
              + "|bytes; the limit is [0-9]+|[Mm]ore than [0-9]+ (extensions|certificates)");

  private StricterFormat() {}

  /** Whether Intel's code accepts a document with this format error. */
  static boolean isMeantBy(String detail) {
    return MEANT.matcher(detail).find();
  }
}
