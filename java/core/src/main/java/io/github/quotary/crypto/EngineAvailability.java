package io.github.quotary.crypto;

/** Whether an engine that was asked for by its name can be used here. */
public sealed interface EngineAvailability {
  /**
   * It can, and has passed the self-test.
   *
   * @param engine the engine
   * @param remark which faster tiers were passed over and why, such as {@code native:avx512: this
   *     processor does not have it}; empty if none was
   */
  record Available(EcdsaP256 engine, String remark) implements EngineAvailability {}

  /**
   * It cannot.
   *
   * @param reason in a sentence, with what to do about it if something can be done
   */
  record NotAvailable(String reason) implements EngineAvailability {}
}
