package io.github.quotary.collateral;

import io.github.quotary.pki.TrustAnchor;
import java.util.Optional;

/**
 * Where a verifier gets collateral from: the only place where it may wait for a network.
 * Thread-safe.
 */
@FunctionalInterface
public interface CollateralSource {
  /** Collateral for a platform, or why it is unavailable. Never throws for a failing endpoint. */
  Lookup find(CollateralKey key);

  /**
   * The collateral that it gives whatever is asked for. Such a source is not asked: its collateral
   * is as good as given with the quote. Any other is asked only by platforms whose chain is signed
   * up to the verifier's root, so that nobody else's quotes cost its service anything.
   */
  default Optional<Collateral> always() {
    return Optional.empty();
  }

  /**
   * The root that the source checks its documents under, if it checks them: the root of a verifier
   * that is given none. A verifier of another root refuses the source.
   */
  default Optional<TrustAnchor> trustAnchor() {
    return Optional.empty();
  }

  /** The answer. */
  sealed interface Lookup {
    /**
     * Collateral, as received.
     *
     * @param collateral the bytes; the verifier checks them
     */
    record Found(Collateral collateral) implements Lookup {}

    /**
     * No collateral is available.
     *
     * @param cause what failed, and what to do
     * @param retryable whether asking again later may help
     */
    record Unavailable(String cause, boolean retryable) implements Lookup {}
  }

  /** A source that gives this collateral whatever is asked for; for offline use. */
  static CollateralSource of(Collateral collateral) {
    Lookup found = new Lookup.Found(collateral);
    Optional<Collateral> always = Optional.of(collateral);
    return new CollateralSource() {
      @Override
      public Lookup find(CollateralKey key) {
        return found;
      }

      @Override
      public Optional<Collateral> always() {
        return always;
      }
    };
  }

  /** A source that has nothing. */
  static CollateralSource none() {
    Lookup none =
        new Lookup.Unavailable("No collateral was given and no source is configured", false);
    return key -> none;
  }
}
