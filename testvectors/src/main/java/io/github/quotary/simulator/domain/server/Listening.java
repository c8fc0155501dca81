package io.github.quotary.simulator.domain.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Accepts connections in a thread and serves each in another, until it is closed. */
public final class Listening implements AutoCloseable {
  private final Closeable listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(Listening::daemon);

  /** Waits for a connection; fails once the listener is closed. */
  @FunctionalInterface
  public interface Acceptor<C extends Closeable> {
    C accept() throws IOException;
  }

  /** Serves one connection to its end. */
  @FunctionalInterface
  public interface Service<C extends Closeable> {
    void serve(C connection, CountDownLatch serverClosed) throws IOException, InterruptedException;
  }

  private Listening(Closeable listener) {
    this.listener = listener;
  }

  public static <C extends Closeable> Listening start(
      Closeable listener, Acceptor<C> acceptor, Service<C> service) {
    Listening listening = new Listening(listener);
    listening.threads.execute(() -> listening.acceptAll(acceptor, service));
    return listening;
  }

  private <C extends Closeable> void acceptAll(Acceptor<C> acceptor, Service<C> service) {
    try {
      while (true) {
        C connection = acceptor.accept();
        open.add(connection);
        threads.execute(() -> serve(connection, service));
      }
    } catch (IOException e) {
      closed.countDown();
    }
  }

  private <C extends Closeable> void serve(C connection, Service<C> service) {
    try (connection) {
      service.serve(connection, closed);
    } catch (IOException e) {
      // The client went away or does not like what it is served: its affair.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(connection);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Closeable connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "domain-laboratory");
    thread.setDaemon(true);
    return thread;
  }
}
