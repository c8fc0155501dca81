package io.github.quotary.policy;

import io.github.quotary.quote.TdAttribute;

/**
 * What a 64-bit set of attributes must look like: bits that must be 1, bits that may be either, and
 * all others 0. Bits are numbered as Intel does, from the lowest of the first byte.
 *
 * @param mustBeSet bits that must be 1
 * @param mayBeSet bits that may be 1; those of {@code mustBeSet} need not be repeated
 */
public record AttributeMask(long mustBeSet, long mayBeSet) {
  private static final AttributeMask STRICT_TD_ATTRIBUTES =
      new AttributeMask(
          TdAttribute.SEPT_VE_DISABLE.mask(),
          TdAttribute.ICSSD.mask()
              | TdAttribute.LASS.mask()
              | TdAttribute.PKS.mask()
              | TdAttribute.KL.mask());

  private static final AttributeMask ANY = new AttributeMask(0, -1L);

  /** Keeps the two sets apart, so that equal masks are equal. */
  public AttributeMask {
    mayBeSet &= ~mustBeSet;
  }

  /**
   * What {@link QuotePolicy#strict()} asks of TDATTRIBUTES: SEPT_VE_DISABLE; ICSSD, LASS, PKS and
   * KL as they like; no other bit, known or reserved.
   */
  public static AttributeMask strictTdAttributes() {
    return STRICT_TD_ATTRIBUTES;
  }

  /** A mask that every set of attributes meets. */
  public static AttributeMask any() {
    return ANY;
  }

  /** Bits that must be 0. */
  public long mustBeZero() {
    return ~(mustBeSet | mayBeSet);
  }

  /** Whether these bits meet the mask. */
  public boolean accepts(long bits) {
    return (bits & mustBeZero()) == 0 && (bits & mustBeSet) == mustBeSet;
  }
}
