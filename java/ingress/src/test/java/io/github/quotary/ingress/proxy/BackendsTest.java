package io.github.quotary.ingress.proxy;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.config.Target;
import io.netty.channel.Channel;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Future;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A visitor whose backend has no address is told so, and does not wait for ever. */
class BackendsTest {
  /** A label of more than 63 characters, which no name server is asked for. */
  private static final Target NOWHERE = new Target("a".repeat(64) + ".invalid", 80);

  private final EventLoop loop = new DefaultEventLoop();
  private final Backends backends = new Backends(Duration.ZERO, WriteBufferWaterMark.DEFAULT);

  @AfterEach
  void stop() {
    backends.stop();
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  private Throwable failure() throws InterruptedException {
    Future<Channel> connection = backends.connect(loop, NOWHERE);
    assertTrue(connection.await(30, TimeUnit.SECONDS));
    return connection.cause();
  }

  @Test
  void aHostWithoutAnAddressFailsTheConnection() throws InterruptedException {
    assertInstanceOf(UnknownHostException.class, failure());
  }

  @Test
  void aLookUpThatIsNotTakenFailsTheConnection() throws InterruptedException {
    backends.stop();
    assertInstanceOf(RejectedExecutionException.class, failure());
  }
}
