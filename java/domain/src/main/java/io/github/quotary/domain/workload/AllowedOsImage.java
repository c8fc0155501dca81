package io.github.quotary.domain.workload;

import io.github.quotary.domain.dstack.image.ImageDirectory;
import io.github.quotary.domain.dstack.image.OsImageAllowList;

/** An OS image that a policy allows. */
public sealed interface AllowedOsImage {
  /** Its name in reports. */
  String label();

  /** Whether it is for development, so that its operator can log in. */
  boolean development();

  /**
   * An image known by MRTD, RTMR1 and RTMR2.
   *
   * @param registers the registers
   * @param development whether it is for development
   */
  record ByRegisters(OsImageAllowList.Tuple registers, boolean development)
      implements AllowedOsImage {
    @Override
    public String label() {
      return registers.label();
    }
  }

  /**
   * An image known by the hash of its {@code sha256sum.txt}; the evidence must contain the material
   * that links the hash to the registers.
   *
   * @param hash the hash
   * @param development whether it is for development
   */
  record ByHash(OsImageAllowList.Hash hash, boolean development) implements AllowedOsImage {
    @Override
    public String label() {
      return hash.label();
    }
  }

  /**
   * A locally available image, whose registers can be computed.
   *
   * @param label its name in reports
   * @param image the image
   * @param development whether it is for development
   */
  record ByImage(String label, ImageDirectory image, boolean development)
      implements AllowedOsImage {}
}
