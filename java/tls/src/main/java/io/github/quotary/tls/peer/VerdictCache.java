package io.github.quotary.tls.peer;

import io.github.quotary.quote.Measurement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The accepted peers that were asked for last, by the SHA-256 of their whole certificate.
 * Thread-safe.
 */
final class VerdictCache {
  private static final float LOAD = 0.75f;

  private final Map<Measurement, AttestedPeer> peers;

  VerdictCache(int most) {
    peers =
        new LinkedHashMap<>(16, LOAD, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Measurement, AttestedPeer> eldest) {
            return size() > most;
          }
        };
  }

  synchronized Optional<AttestedPeer> find(Measurement sha256) {
    return Optional.ofNullable(peers.get(sha256));
  }

  synchronized void put(AttestedPeer peer) {
    peers.put(peer.sha256(), peer);
  }

  synchronized void remove(Measurement sha256) {
    peers.remove(sha256);
  }

  synchronized int size() {
    return peers.size();
  }
}
