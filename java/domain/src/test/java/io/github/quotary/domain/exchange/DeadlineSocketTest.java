package io.github.quotary.domain.exchange;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A socket that nobody answers is left in time. */
@Timeout(30)
class DeadlineSocketTest {
  private static final int MOST_OF_A_QUEUE = 64;

  /** The system takes no connection for a server whose queue is full. */
  @Test
  void isNotWaitedForWhileItConnects() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
      fill(address, waiting);
      assertThrows(
          SocketTimeoutException.class,
          () -> DeadlineSocket.connect(address, Deadline.in(Duration.ofMillis(300))).close());
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  private static void fill(InetSocketAddress address, List<Socket> waiting) throws IOException {
    while (waiting.size() < MOST_OF_A_QUEUE) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(address, 200);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
  }
}
