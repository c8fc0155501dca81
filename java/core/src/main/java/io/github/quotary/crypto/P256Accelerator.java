package io.github.quotary.crypto;

import java.util.List;

/**
 * The service type by which {@link EcdsaP256#fastest} and {@link EcdsaP256#accelerated} find the
 * arithmetic of other modules, through {@link java.util.ServiceLoader}. Finding one chooses
 * nothing: only what a caller asks for is used, and its name stands in every verdict.
 */
public interface P256Accelerator {
  /** A short name, such as {@code native}. */
  String name();

  /**
   * What there is for this and other machines, the fastest first; at least one. Loads what it needs
   * with the first call; never throws.
   */
  List<Tier> tiers();

  /** Arithmetic for some machines, and whether this is one of them. */
  sealed interface Tier {
    /** A short name with that of the accelerator, such as {@code native:avx2}. */
    String name();

    /**
     * It can be used here.
     *
     * @param lanes the arithmetic
     */
    record Available(String name, P256Lanes lanes) implements Tier {}

    /**
     * It cannot.
     *
     * @param reason in a few words, with what to do about it if something can be done
     */
    record NotAvailable(String name, String reason) implements Tier {}
  }
}
