package io.github.quotary.benchmarks.ingress;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Connections that belong together, what they have done, and what went wrong with them. */
class Load implements AutoCloseable {
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final LongAdder bytes = new LongAdder();
  private volatile boolean isClosing;

  void opened(Channel channel) {
    channels.add(channel);
  }

  void received(int size) {
    bytes.add(size);
  }

  /** Bytes received so far. */
  long bytes() {
    return bytes.sum();
  }

  boolean isClosing() {
    return isClosing;
  }

  void failed(Throwable cause) {
    if (!isClosing) {
      failure.compareAndSet(null, cause);
    }
  }

  /** Fails if a connection did. */
  void requireSound() throws IOException {
    Throwable cause = failure.get();
    if (cause != null) {
      throw new IOException("A measurement failed: " + cause, cause);
    }
  }

  /** Closes all connections, and waits until they are. */
  @Override
  public void close() {
    isClosing = true;
    channels.close().awaitUninterruptibly();
  }
}
