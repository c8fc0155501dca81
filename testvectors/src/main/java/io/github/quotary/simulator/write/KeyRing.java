package io.github.quotary.simulator.write;

import io.github.quotary.simulator.octets.SigningKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All key pairs of one seed, made when they are first asked for and found again by name. */
public final class KeyRing {
  private final long seed;
  private final Map<String, SigningKey> keys = new ConcurrentHashMap<>();

  public KeyRing(long seed) {
    this.seed = seed;
  }

  public SigningKey key(String name) {
    return keys.computeIfAbsent(name, wanted -> SigningKey.derive(seed, wanted));
  }
}
