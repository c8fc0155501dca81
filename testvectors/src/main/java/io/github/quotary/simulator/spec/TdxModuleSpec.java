package io.github.quotary.simulator.spec;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * Who may have signed a TDX module, and its attributes.
 *
 * @param mrSigner MRSIGNERSEAM, 48 octets; zeros stand for Intel
 * @param attributes SEAMATTRIBUTES, 8 octets
 * @param attributesMask 8 octets
 */
@RecordBuilder
public record TdxModuleSpec(String mrSigner, String attributes, String attributesMask)
    implements TdxModuleSpecBuilder.With {

  /** Intel's own module: everything zero, every attribute fixed. */
  public static TdxModuleSpec intel() {
    return new TdxModuleSpec("00".repeat(48), "00".repeat(8), "ff".repeat(8));
  }
}
