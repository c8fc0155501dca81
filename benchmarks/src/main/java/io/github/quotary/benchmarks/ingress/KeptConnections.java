package io.github.quotary.benchmarks.ingress;

import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Connections that ask once and stay open. */
final class KeptConnections extends Load {
  private static final int AT_A_TIME = 32;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Clients clients;
  private final Transport transport;
  private final int port;
  private final CountDownLatch missing;
  private int left;

  private KeptConnections(Clients clients, Transport transport, int port, int count) {
    this.clients = clients;
    this.transport = transport;
    this.port = port;
    this.left = count;
    this.missing = new CountDownLatch(count);
  }

  /** Opens so many, and waits until each had its answer. */
  static KeptConnections open(Clients clients, Transport transport, int port, int count)
      throws IOException, InterruptedException {
    KeptConnections load = new KeptConnections(clients, transport, port, count);
    for (int i = 0; i < AT_A_TIME; i++) {
      load.openOne();
    }
    long begun = System.nanoTime();
    while (!load.missing.await(100, TimeUnit.MILLISECONDS)) {
      load.requireSound();
      if (System.nanoTime() - begun > LIMIT.toNanos()) {
        throw new IOException(load.missing.getCount() + " of " + count + " had no answer");
      }
    }
    return load;
  }

  private synchronized void openOne() {
    if (left > 0) {
      left--;
      clients.open(transport, port, new One());
    }
  }

  /** One connection. */
  private final class One extends Call {
    One() {
      super(KeptConnections.this, Exchange.ASK);
    }

    @Override
    void answered(ChannelHandlerContext ctx) {
      missing.countDown();
      openOne();
    }
  }
}
