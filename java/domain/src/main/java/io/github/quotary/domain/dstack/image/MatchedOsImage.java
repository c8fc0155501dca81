package io.github.quotary.domain.dstack.image;

import io.github.quotary.quote.Measurement;

/**
 * An image whose registers are those of a report. This says nothing about the image's quality:
 * anyone can build an image and matching material. Its hash must be on an {@link OsImageAllowList}.
 */
public final class MatchedOsImage {
  private final Measurement hash;
  private final ImageRegisters.PageOrder pageOrder;
  private final boolean rtmr0Matched;

  MatchedOsImage(Measurement hash, ImageRegisters.PageOrder pageOrder, boolean rtmr0Matched) {
    this.hash = hash;
    this.pageOrder = pageOrder;
    this.rtmr0Matched = rtmr0Matched;
  }

  /** SHA-256 of the image's {@code sha256sum.txt}, 32 bytes. */
  public Measurement hash() {
    return hash;
  }

  /** How QEMU added pages, by MRTD. */
  public ImageRegisters.PageOrder pageOrder() {
    return pageOrder;
  }

  /** Whether RTMR0 was compared, with the ACPI digests of the log. */
  public boolean isRtmr0Matched() {
    return rtmr0Matched;
  }
}
