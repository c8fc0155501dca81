package io.github.quotary.spark.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds tasks of several executors in their middle. Tasks ask it over loopback. */
final class Gate implements AutoCloseable {
  private static final int TIMEOUT_MS = 180_000;
  private static final int PASSING = 2;

  private final ServerSocket server;
  private final Map<Long, Integer> asked = new HashMap<>();
  private final Map<Long, Socket> held = new HashMap<>();

  Gate() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setSoTimeout(TIMEOUT_MS);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Waits until it may pass; called by a task. */
  static void pass(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      new DataOutputStream(socket.getOutputStream()).writeLong(ProcessHandle.current().pid());
      if (socket.getInputStream().read() < 0) {
        throw new IOException("The gate is gone");
      }
    }
  }

  /**
   * Lets the first tasks of each process pass, and holds the next.
   *
   * @return the processes, when so many are held
   */
  List<Long> hold(int processes) throws IOException {
    while (held.size() < processes) {
      Socket socket = server.accept();
      long process = new DataInputStream(socket.getInputStream()).readLong();
      if (asked.merge(process, 1, Integer::sum) <= PASSING) {
        release(socket);
      } else {
        held.put(process, socket);
      }
    }
    return List.copyOf(held.keySet());
  }

  /** Lets those that are held pass, and all that come. */
  void open() {
    held.values().forEach(Gate::release);
    Thread thread = new Thread(this::releaseAll, "gate");
    thread.setDaemon(true);
    thread.start();
  }

  private void releaseAll() {
    try {
      while (true) {
        release(server.accept());
      }
    } catch (IOException e) {
      // It was closed.
      return;
    }
  }

  /** The other side may have been killed. */
  private static void release(Socket socket) {
    try (socket) {
      socket.getOutputStream().write(1);
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : held.values()) {
      socket.close();
    }
  }
}
