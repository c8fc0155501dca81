package io.github.quotary.service.together;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Undecided;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A source that does not wait: it asks the one behind it only for platforms that it had collateral
 * for already, so that no platform's quotes wait for what another platform's are missing.
 * Thread-safe.
 */
final class ReadyCollateral implements CollateralSource {
  /** More than the platforms of a large fleet; beyond, new ones are looked up each time. */
  private static final int MAX_PLATFORMS = 1 << 16;

  private static final Lookup.Unavailable NOT_READY =
      new Lookup.Unavailable("the collateral of this platform was not looked up yet", true);

  private final CollateralSource source;
  private final Set<CollateralKey> ready = ConcurrentHashMap.newKeySet();

  ReadyCollateral(CollateralSource source) {
    this.source = source;
  }

  @Override
  public Lookup find(CollateralKey key) {
    if (!ready.contains(key)) {
      return NOT_READY;
    }
    Lookup lookup = source.find(key);
    if (!(lookup instanceof Lookup.Found)) {
      ready.remove(key);
    }
    return lookup;
  }

  /** Asks the source behind, which may wait; remembers that it has some. */
  Lookup wait(CollateralKey key) {
    Lookup lookup = source.find(key);
    if (lookup instanceof Lookup.Found && ready.size() < MAX_PLATFORMS) {
      ready.add(key);
    }
    return lookup;
  }

  /** Whether nobody has waited yet. */
  static boolean isNotReady(Lookup lookup) {
    return lookup.equals(NOT_READY);
  }

  /** Whether a verdict is undecided for the only reason that nobody has waited yet. */
  static boolean isNotReady(VerificationResult result) {
    return result instanceof Undecided undecided && undecided.cause().equals(NOT_READY.cause());
  }
}
