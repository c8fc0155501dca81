package io.github.quotary.ingress.acme;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are started a little later. They lie below those that Linux gives to
 * clients by default, none is found twice by one JVM, and JVMs that run side by side look in
 * different places: another test takes one in between only by rare chance.
 */
public final class FreePort {
  private static final int FIRST = 10_240;
  private static final int END = 32_000;
  private static final int JVMS = 8;
  private static final int SHARE = (END - FIRST) / JVMS;
  private static final int TRIES = 1_000;
  private static final Set<Integer> FOUND = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** A port that nobody listens on. */
  public static int find() throws IOException {
    int first = FIRST + (int) (ProcessHandle.current().pid() % JVMS) * SHARE;
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(first, first + SHARE);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        if (FOUND.add(socket.getLocalPort())) {
          return port;
        }
      } catch (IOException e) {
        // Taken: another one.
      }
    }
    throw new IOException("no free port between " + first + " and " + (first + SHARE));
  }
}
