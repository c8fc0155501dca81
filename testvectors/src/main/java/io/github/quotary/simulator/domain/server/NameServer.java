package io.github.quotary.simulator.domain.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A resolver for a zone on the loopback interface: over UDP and TCP on one port, and over HTTP as
 * DNS over HTTPS has it (RFC 8484), for want of a certificate without TLS. Thread-safe.
 */
public final class NameServer implements AutoCloseable {
  private static final int MAX_MESSAGE = 65_535;
  private static final int PORTS_TRIED = 50;

  private final DnsResponder responder;
  private final DatagramSocket udp;
  private final Listening tcp;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool(Listening::daemon);
  private final AtomicInteger connections = new AtomicInteger();

  private NameServer(DnsZone zone, ServerSocket listener, DatagramSocket udp) throws IOException {
    this.responder = new DnsResponder(zone);
    this.udp = udp;
    this.tcp = Listening.start(listener, listener::accept, this::serve);
    this.http = HttpServer.create(new InetSocketAddress(udp.getLocalAddress(), 0), 0);
    http.createContext("/dns-query", this::serve);
    http.setExecutor(threads);
    http.start();
    threads.execute(this::serveDatagrams);
  }

  public static NameServer start(DnsZone zone) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try {
      for (int i = 0; ; i++) {
        ServerSocket listener = new ServerSocket(0, 50, loopback);
        try {
          return new NameServer(
              zone, listener, new DatagramSocket(listener.getLocalPort(), loopback));
        } catch (IOException e) {
          listener.close();
          if (i == PORTS_TRIED) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, for UDP and for TCP. */
  public InetSocketAddress address() {
    return new InetSocketAddress(udp.getLocalAddress(), udp.getLocalPort());
  }

  /** Where it answers over HTTP. */
  public URI httpAddress() {
    return URI.create(
        "http://"
            + http.getAddress().getAddress().getHostAddress()
            + ":"
            + http.getAddress().getPort()
            + "/dns-query");
  }

  /** TCP connections so far. */
  public int connections() {
    return connections.get();
  }

  private void serveDatagrams() {
    byte[] buffer = new byte[MAX_MESSAGE];
    while (!udp.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        udp.receive(packet);
        byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
        Optional<byte[]> answer = responder.answer(query, true);
        if (answer.isPresent()) {
          byte[] bytes = answer.get();
          udp.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        // The socket was closed, or the packet was no query: nothing to answer.
      }
    }
  }

  private void serve(Socket connection, CountDownLatch closed)
      throws IOException, InterruptedException {
    connections.incrementAndGet();
    DataInputStream in = new DataInputStream(connection.getInputStream());
    DataOutputStream out = new DataOutputStream(connection.getOutputStream());
    byte[] query = new byte[in.readUnsignedShort()];
    in.readFully(query);
    Optional<byte[]> answer = responder.answer(query, false);
    if (answer.isPresent()) {
      byte[] framed = new byte[2 + answer.get().length];
      framed[0] = (byte) (answer.get().length >> 8);
      framed[1] = (byte) answer.get().length;
      System.arraycopy(answer.get(), 0, framed, 2, answer.get().length);
      out.write(framed);
      out.flush();
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<byte[]> answer = responder.answer(query(exchange), false);
      if (answer.isPresent()) {
        exchange.getResponseHeaders().add("Content-Type", "application/dns-message");
        exchange.sendResponseHeaders(200, answer.get().length);
        exchange.getResponseBody().write(answer.get());
      }
    }
  }

  private static byte[] query(HttpExchange exchange) throws IOException {
    String text = exchange.getRequestURI().getRawQuery();
    return text != null && text.startsWith("dns=")
        ? Base64.getUrlDecoder().decode(text.substring("dns=".length()))
        : exchange.getRequestBody().readNBytes(MAX_MESSAGE);
  }

  @Override
  public void close() {
    udp.close();
    tcp.close();
    http.stop(0);
    threads.shutdownNow();
  }
}
