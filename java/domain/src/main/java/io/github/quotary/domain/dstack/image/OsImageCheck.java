package io.github.quotary.domain.dstack.image;

import java.util.List;

/** The result of comparing an image with a report. */
public sealed interface OsImageCheck {
  /**
   * The report's registers are those of the image.
   *
   * @param image the image
   */
  record Matched(MatchedOsImage image) implements OsImageCheck {}

  /**
   * Another image booted.
   *
   * @param registers the registers that differ, by Intel's names
   * @param expected the image's registers
   */
  record Differs(List<String> registers, ImageRegisters expected) implements OsImageCheck {
    /** Copies the list. */
    public Differs {
      registers = List.copyOf(registers);
    }
  }

  /**
   * Computing the registers is not supported.
   *
   * @param reason why not
   */
  record Unsupported(String reason) implements OsImageCheck {}

  /**
   * The image, or what the prover says of it, is malformed or contradicts itself.
   *
   * @param problem what was found
   */
  record Malformed(String problem) implements OsImageCheck {}
}
