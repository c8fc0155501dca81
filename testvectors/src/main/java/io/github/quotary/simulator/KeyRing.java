package io.github.quotary.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All key pairs of one seed, made when they are first asked for and found again by name. */
final class KeyRing {
  private final long seed;
  private final Map<String, SigningKey> keys = new ConcurrentHashMap<>();

  KeyRing(long seed) {
    this.seed = seed;
  }

  SigningKey key(String name) {
    return keys.computeIfAbsent(name, wanted -> SigningKey.derive(seed, wanted));
  }
}
