package io.github.quotary.benchmarks.service;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.verify.BatchQuote;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The plain Java engine's batch of the same quote, on the thread that calls. */
final class BatchRow {
  private static final int QUOTES = 4096;
  private static final int BATCHES = 20;

  private final BatchVerifier batch;
  private final List<BatchQuote> quotes = new ArrayList<>();

  /** A verifier whose caches know the host. */
  BatchRow(LastingHost host) throws IOException {
    Collateral collateral = Collateral.fromJson(Files.readAllBytes(host.collateral()));
    ByteBuffer quote = ByteBuffer.wrap(Files.readAllBytes(host.quote())).asReadOnlyBuffer();
    Instant now = Instant.now();
    for (int i = 0; i < QUOTES; i++) {
      quotes.add(BatchQuote.of(quote, collateral, now));
    }
    batch =
        BatchVerifier.builder(
                Verifier.builder()
                    .policy(QuotePolicy.builder().waiveIdentity().build())
                    .trustAnchor(TrustAnchor.of(Files.readAllBytes(host.root())))
                    .engine(EcdsaP256.java())
                    .cache(CacheLimits.standard())
                    .build())
            .build();
  }

  /** CPU time of a quote, in microseconds. */
  double micros() {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < BATCHES; i++) {
      requireTrusted();
    }
    return (threads.getCurrentThreadCpuTime() - before) / 1e3 / (QUOTES * BATCHES);
  }

  /** Verifies one batch. */
  void requireTrusted() {
    if (batch.verify(quotes, (index, quote, result) -> {}).trusted() != QUOTES) {
      throw new IllegalStateException("Not all were trusted");
    }
  }
}
