package io.github.quotary.service.api;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Handler;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.Request;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code GET /v1/evidence/SHA256}: the inputs that were verified last, under addresses that can be
 * shared. Nothing is kept unless the settings say how much. Thread-safe.
 */
public final class EvidenceStore implements Handler {
  /** The path before the hash. */
  public static final String PATH = "/v1/evidence/";

  private static final long MAX_BYTES = 64L << 20;

  private final int max;
  private final Map<String, byte[]> inputs = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** Keeps so many inputs; none if 0. */
  public EvidenceStore(int max) {
    this.max = max;
  }

  boolean isOn() {
    return max > 0;
  }

  /** Keeps an input; its address. */
  String add(byte[] input) {
    String hash = HexFormat.of().formatHex(Sha2.sha256(input));
    synchronized (inputs) {
      if (inputs.put(hash, input) == null) {
        bytes += input.length;
      }
      while (inputs.size() > max || bytes > MAX_BYTES) {
        String oldest = inputs.keySet().iterator().next();
        byte[] removed = inputs.remove(oldest);
        bytes -= removed == null ? 0 : removed.length;
      }
    }
    return PATH + hash;
  }

  @Override
  public Answer answer(Request request) {
    byte[] input;
    synchronized (inputs) {
      input = inputs.get(request.path().substring(PATH.length()));
    }
    if (input == null) {
      return new Problem(404, "Not found", "No input of this SHA-256 is kept here.", "").answer();
    }
    return new Answer(
        200,
        "application/octet-stream",
        Map.of("cache-control", "no-store", "x-content-type-options", "nosniff"),
        input);
  }
}
