package io.github.quotary.domain.capture;

import io.github.quotary.domain.evidence.ChallengePath;
import java.time.Duration;

/**
 * Limits of a capture.
 *
 * @param time for all of one attempt: connecting, handshakes, answers
 * @param attempts how often a capture restarts because connections showed different leaves
 * @param connections in one attempt
 * @param documents requested in one attempt
 * @param totalBytes of all bodies of one attempt
 */
public record CaptureLimits(
    Duration time, int attempts, int connections, int documents, long totalBytes) {
  private static final int MEBIBYTE = 1 << 20;

  /** Checks that all are positive. */
  public CaptureLimits {
    if (time.isNegative()
        || time.isZero()
        || attempts < 1
        || connections < 1
        || documents < 1
        || totalBytes < 1) {
      throw new IllegalArgumentException("A limit must be positive");
    }
  }

  /** 30 seconds, 3 attempts, 300 connections, 264 documents, 24 MiB. */
  public static CaptureLimits standard() {
    return new CaptureLimits(Duration.ofSeconds(30), 3, 300, 264, 24L * MEBIBYTE);
  }

  /** Returns a copy with this time limit for each attempt. */
  public CaptureLimits withTime(Duration value) {
    return new CaptureLimits(value, attempts, connections, documents, totalBytes);
  }

  /** Returns a copy with this number of attempts. */
  public CaptureLimits withAttempts(int value) {
    return new CaptureLimits(time, value, connections, documents, totalBytes);
  }

  /** Returns a copy with this number of connections for each attempt. */
  public CaptureLimits withConnections(int value) {
    return new CaptureLimits(time, attempts, value, documents, totalBytes);
  }

  /** Returns a copy with this number of documents. */
  public CaptureLimits withDocuments(int value) {
    return new CaptureLimits(time, attempts, connections, value, totalBytes);
  }

  /** Returns a copy with this total size of all bodies. */
  public CaptureLimits withTotalBytes(long value) {
    return new CaptureLimits(time, attempts, connections, documents, value);
  }

  /**
   * The longest body of this request path: 16 MiB of {@code acme-info}, 4 MiB of {@code app-info},
   * {@code quote.json} and of a challenge, 64 KiB of the manifest and of {@code index}, 1 MiB of
   * all others.
   */
  static int bodyLimit(String path) {
    if (ChallengePath.nonce(path).isPresent()) {
      return 4 * MEBIBYTE;
    }
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "acme-info" -> 16 * MEBIBYTE;
      case "app-info", "quote.json" -> 4 * MEBIBYTE;
      case "sha256sum.txt", "index" -> MEBIBYTE / 16;
      default -> MEBIBYTE;
    };
  }
}
