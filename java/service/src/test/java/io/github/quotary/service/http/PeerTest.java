package io.github.quotary.service.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.http.HttpConnection;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/**
 * What a client has not read is known, whoever wrote it: a gRPC server writes its answers itself.
 */
class PeerTest {
  private static final HttpConnection CONNECTION =
      (HttpConnection)
          Proxy.newProxyInstance(
              HttpConnection.class.getClassLoader(),
              new Class<?>[] {HttpConnection.class},
              (proxy, method, arguments) -> null);

  @Test
  void whatTheSocketDoesNotTakeIsUnread() {
    EmbeddedChannel channel = new EmbeddedChannel();
    Peer peer = new Peer(CONNECTION, "127.0.0.1", channel, 0);
    peer.addUnread(10);
    assertEquals(10, peer.unread());
    channel.write(Unpooled.wrappedBuffer(new byte[1000]));
    assertTrue(peer.unread() >= 1000);
    channel.flush();
    assertEquals(10, peer.unread());
    channel.finishAndReleaseAll();
    assertEquals(10, peer.unread());
  }
}
