package io.github.quotary.crypto;

import java.util.List;

/** Whether an engine that was asked for by its name can be used here. */
public sealed interface EngineAvailability {
  /**
   * It can, and has passed the self-test.
   *
   * @param engine the engine
   * @param passedOver faster tiers of the same accelerator that cannot be used, and why
   */
  record Available(EcdsaP256 engine, List<PassedOver> passedOver) implements EngineAvailability {
    /** Copies the list. */
    public Available {
      passedOver = List.copyOf(passedOver);
    }
  }

  /**
   * A tier that cannot be used.
   *
   * @param tier its name, such as {@code native:avx512}
   * @param reason in a few words; a failed self-test is one
   */
  record PassedOver(String tier, String reason) {}

  /**
   * It cannot.
   *
   * @param reason in a sentence, with what to do about it if something can be done
   */
  record NotAvailable(String reason) implements EngineAvailability {}
}
