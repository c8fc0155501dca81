package io.github.quotary.benchmarks.ingress;

import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** Connections that ask in turn, one question at a time in all. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
final class Turns extends Load {
  private static final int MOST = 1_000_000;

  private final long[] nanos = new long[MOST];
  private final Queue<ChannelHandlerContext> waiting = new ArrayDeque<>();
  private final int connections;
  private int asked;
  private long askedAt;

  private Turns(int connections) {
    this.connections = connections;
  }

  static Turns begin(Clients clients, Transport transport, int port, int connections) {
    Turns load = new Turns(connections);
    for (int i = 0; i < connections; i++) {
      clients.open(transport, port, load.new One());
    }
    return load;
  }

  private synchronized void answered(ChannelHandlerContext ctx) {
    boolean isFirstOfItsConnection = askedAt == 0;
    if (!isFirstOfItsConnection && asked < MOST) {
      nanos[asked++] = System.nanoTime() - askedAt;
    }
    waiting.add(ctx);
    if (isClosing() || (isFirstOfItsConnection && waiting.size() < connections)) {
      return;
    }
    ChannelHandlerContext next = waiting.remove();
    askedAt = System.nanoTime();
    next.writeAndFlush(Exchange.request(Exchange.ASK));
  }

  /** How many questions were answered. */
  synchronized int answers() {
    return asked;
  }

  /** The median of the times from this answer on, in nanoseconds. */
  synchronized double median(int from) {
    long[] sorted = Arrays.copyOfRange(nanos, from, asked);
    if (sorted.length == 0) {
      throw new IllegalStateException("No answer came");
    }
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** One connection. */
  private final class One extends Call {
    One() {
      super(Turns.this, Exchange.ASK);
    }

    @Override
    void answered(ChannelHandlerContext ctx) {
      Turns.this.answered(ctx);
    }
  }
}
