package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.ReportField;

/** Where things stand in the part of a quote that is signed. */
final class Octets {
  private static final int HEADER_SIZE = 48;
  private static final int DESCRIPTOR_SIZE = 6;

  private Octets() {}

  /** The offset of the body from the start of the quote. */
  static int body(QuoteShape shape) {
    return HEADER_SIZE + (shape.hasDescriptor() ? DESCRIPTOR_SIZE : 0);
  }

  /** How many octets are signed. */
  static int signed(QuoteShape shape) {
    return body(shape) + shape.bodySize();
  }

  /**
   * Makes sure that quotes of this shape have the field.
   *
   * @throws IllegalArgumentException if they do not
   */
  static void require(ReportField field, QuoteShape shape) {
    boolean enclave = field instanceof EnclaveField;
    if (enclave == shape.isTdx()) {
      throw new IllegalArgumentException(
          "a "
              + shape.id()
              + " quote attests "
              + (shape.isTdx() ? "a TD" : "an enclave")
              + "; --shape chooses another");
    }
    if (field.offset() + field.length() > shape.bodySize()) {
      throw new IllegalArgumentException(
          "a " + shape.id() + " quote has no " + field + "; --shape chooses another");
    }
  }

  /**
   * Makes sure that quotes of this shape have the field.
   *
   * @throws IllegalArgumentException if they do not
   */
  static void require(HeaderField field, QuoteShape shape) {
    if (field.isInDescriptor() && !shape.hasDescriptor()) {
      throw new IllegalArgumentException(
          "only version 5 has a descriptor; --shape chooses another than " + shape.id());
    }
  }
}
