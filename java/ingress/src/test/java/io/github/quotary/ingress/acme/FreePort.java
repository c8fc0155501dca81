package io.github.quotary.ingress.acme;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are started a little later. They lie below those that the system gives to
 * clients, so that no connection of a test takes one in between.
 */
public final class FreePort {
  private static final int FIRST = 10_240;
  private static final int END = 32_000;
  private static final int TRIES = 100;

  private FreePort() {}

  /** A port that nobody listens on. */
  public static int find() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: another one.
      }
    }
    throw new IOException("no free port between " + FIRST + " and " + END);
  }
}
