package io.github.quotary.tls.laboratory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A TLS server on loopback that sends a byte back for each byte. Every connection is served on a
 * thread of its own.
 */
public final class Loopback implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final SSLServerSocket listener;
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

  /** What became of a connection on the server's side. */
  public sealed interface Outcome {
    /** It was served. */
    record Served(SSLSession session) implements Outcome {}

    /** It broke. */
    record Broken(IOException reason) implements Outcome {}
  }

  private Loopback(SSLServerSocket listener) {
    this.listener = listener;
  }

  /** A server for this version of TLS. */
  public static Loopback serve(SSLContext context, String protocol, boolean needsClient)
      throws IOException {
    SSLServerSocket listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    SSLParameters parameters = listener.getSSLParameters();
    parameters.setProtocols(new String[] {protocol});
    parameters.setNeedClientAuth(needsClient);
    listener.setSSLParameters(parameters);
    Loopback loopback = new Loopback(listener);
    Thread thread = new Thread(loopback::accept, "loopback");
    thread.setDaemon(true);
    thread.start();
    return loopback;
  }

  private void accept() {
    try {
      while (true) {
        SSLSocket socket = (SSLSocket) listener.accept();
        Thread thread = new Thread(() -> outcomes.add(answer(socket)), "loopback connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static Outcome answer(SSLSocket connection) {
    try (SSLSocket socket = connection) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      for (int octet = socket.getInputStream().read();
          octet >= 0;
          octet = socket.getInputStream().read()) {
        socket.getOutputStream().write(octet);
      }
      return new Outcome.Served(socket.getSession());
    } catch (IOException e) {
      return new Outcome.Broken(e);
    }
  }

  /** Connects, sends a byte, reads it again, and closes. */
  public SSLSession exchange(SSLContext context) throws IOException {
    return exchange(context, parameters -> {});
  }

  /** The same with other parameters. */
  public SSLSession exchange(SSLContext context, Consumer<SSLParameters> change)
      throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      SSLParameters parameters = socket.getSSLParameters();
      change.accept(parameters);
      socket.setSSLParameters(parameters);
      socket.getOutputStream().write('q');
      if (socket.getInputStream().read() != 'q') {
        throw new IOException("The server sent something else");
      }
      return socket.getSession();
    }
  }

  /** What became of the next connection on the server's side. */
  public Outcome outcome() throws InterruptedException {
    Outcome outcome = outcomes.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    if (outcome == null) {
      throw new IllegalStateException("No connection ended");
    }
    return outcome;
  }

  /** Where it listens. */
  public int port() {
    return ((InetSocketAddress) listener.getLocalSocketAddress()).getPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
