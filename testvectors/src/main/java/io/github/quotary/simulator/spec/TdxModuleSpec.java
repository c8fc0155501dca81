package io.github.quotary.simulator.spec;

/**
 * Who may have signed a TDX module, and its attributes.
 *
 * @param mrSigner MRSIGNERSEAM, 48 octets; zeros stand for Intel
 * @param attributes SEAMATTRIBUTES, 8 octets
 * @param attributesMask 8 octets
 */
public record TdxModuleSpec(String mrSigner, String attributes, String attributesMask) {

  /** Intel's own module: everything zero, every attribute fixed. */
  public static TdxModuleSpec intel() {
    return new TdxModuleSpec("00".repeat(48), "00".repeat(8), "ff".repeat(8));
  }

  /** The same with another {@code mrSigner}. */
  public TdxModuleSpec withMrSigner(String value) {
    return new TdxModuleSpec(value, attributes, attributesMask);
  }

  /** The same with another {@code attributes}. */
  public TdxModuleSpec withAttributes(String value) {
    return new TdxModuleSpec(mrSigner, value, attributesMask);
  }

  /** The same with another {@code attributesMask}. */
  public TdxModuleSpec withAttributesMask(String value) {
    return new TdxModuleSpec(mrSigner, attributes, value);
  }
}
