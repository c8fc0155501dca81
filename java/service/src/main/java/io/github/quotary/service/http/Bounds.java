package io.github.quotary.service.http;

import java.util.HashMap;
import java.util.Map;

/** Counts connections, in all and of each address. Thread-safe. */
final class Bounds {
  private final int max;
  private final int maxPerClient;
  private final Map<String, Integer> clients = new HashMap<>();
  private int count;

  Bounds(int max, int maxPerClient) {
    this.max = max;
    this.maxPerClient = maxPerClient;
  }

  /** Counts a connection; false if there is no room for it. */
  synchronized boolean open(String client) {
    int own = clients.getOrDefault(client, 0);
    if (count >= max || own >= maxPerClient) {
      return false;
    }
    count++;
    clients.put(client, own + 1);
    return true;
  }

  /** A connection that was counted is closed. */
  synchronized void close(String client) {
    count--;
    clients.computeIfPresent(client, (any, own) -> own == 1 ? null : own - 1);
  }

  /** How many are open. */
  synchronized int count() {
    return count;
  }
}
