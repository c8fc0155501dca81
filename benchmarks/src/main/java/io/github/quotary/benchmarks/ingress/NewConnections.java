package io.github.quotary.benchmarks.ingress;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.atomic.LongAdder;

/** Clients that connect, ask once, close, and connect anew. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
final class NewConnections extends Load {
  private final LongAdder answers = new LongAdder();
  private final Clients clients;
  private final Transport transport;
  private final int port;

  private NewConnections(Clients clients, Transport transport, int port) {
    this.clients = clients;
    this.transport = transport;
    this.port = port;
  }

  static NewConnections begin(Clients clients, Transport transport, int port, int concurrent) {
    NewConnections load = new NewConnections(clients, transport, port);
    for (int i = 0; i < concurrent; i++) {
      load.open();
    }
    return load;
  }

  private void open() {
    if (!isClosing()) {
      clients.open(transport, port, new One());
    }
  }

  /** Connections that had their answer so far. */
  long answers() {
    return answers.sum();
  }

  /** One connection. */
  private final class One extends Call {
    private boolean isAnswered;

    One() {
      super(NewConnections.this, Exchange.ASK);
    }

    @Override
    void answered(ChannelHandlerContext ctx) {
      isAnswered = true;
      answers.increment();
      ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (!isAnswered) {
        super.channelInactive(ctx);
      }
      open();
    }
  }
}
