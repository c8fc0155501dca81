package io.github.quotary.domain.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.exchange.Deadline;
import io.github.quotary.domain.exchange.DeadlineSocket;
import io.github.quotary.domain.report.DomainReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names whose servers take a connection and then say nothing. */
class SlowNameTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int BYTE = 'a';

  @TempDir private Path folder;

  private final List<String> told = new ArrayList<>();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /** Answers each connection with a byte, as soon as the others were seen. */
  private void answerAfter(CountDownLatch others) {
    Executor thread =
        task -> {
          Thread running = new Thread(task, "slow server");
          running.setDaemon(true);
          running.start();
        };
    thread.execute(
        () -> {
          while (!server.isClosed()) {
            try {
              Socket connection = server.accept();
              thread.execute(() -> answer(connection, others));
            } catch (IOException e) {
              return;
            }
          }
        });
  }

  private static void answer(Socket connection, CountDownLatch others) {
    try (connection) {
      others.await();
      connection.getOutputStream().write(BYTE);
    } catch (IOException | InterruptedException e) {
      // The observer has given up, and says so.
    }
  }

  /** Says how long it may wait, and waits for the server. */
  private DomainReport slow() {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    try (DeadlineSocket socket = DeadlineSocket.connect(address, Deadline.in(DEADLINE))) {
      assertEquals(BYTE, socket.getInputStream().read());
      return new World().report();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WatchLoop loop(StateStore store, List<Watched> names) {
    WatchListener listener =
        new WatchListener() {
          @Override
          public void observed(Observation seen, NameState after) {
            told.add(seen.name());
          }

          @Override
          public void interrupted(String problem) {}

          @Override
          public void ended(WatchState state) {}
        };
    return new WatchLoop(store, WatchRules.usual(), names, List.of(), () -> World.START, listener);
  }

  @Test
  void hangingServersDoNotKeepOtherNamesFromBeingSeen() throws Exception {
    CountDownLatch others = new CountDownLatch(3);
    answerAfter(others);
    List<Watched> names = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      names.add(new Watched("gateway:slow" + i + ".example", at -> slow()));
    }
    for (int i = 0; i < 3; i++) {
      names.add(
          new Watched(
              "gateway:quick" + i + ".example",
              at -> {
                others.countDown();
                return new World().report();
              }));
    }
    List<String> order = names.stream().map(Watched::name).toList();
    try (StateStore store = StateStore.open(folder)) {
      WatchLoop.Round round = loop(store, names).round();
      assertEquals(order, told, "whoever answers first");
      assertEquals(order, round.seen().stream().map(Observation::name).toList());
      for (Observation seen : round.seen()) {
        assertEquals(List.of(), seen.problems(), seen.name());
      }
    }
  }

  @Test
  void noMoreThanSoManyAreObservedAtOnce() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Watched> names = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      names.add(
          new Watched(
              "gateway:app" + i + ".example",
              at -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                DomainReport report = new World().report();
                running.decrementAndGet();
                return report;
              }));
    }
    try (StateStore store = StateStore.open(folder)) {
      assertEquals(40, loop(store, names).round().seen().size());
    }
    assertTrue(most.get() <= 8, most + " at once");
  }

  /** An error is a bug, and must not be taken for a fault of a name. */
  @Test
  void anErrorOfAnObserverEndsTheRound() throws Exception {
    AssertionError error = new AssertionError("a broken observer");
    List<Watched> names = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      names.add(
          new Watched(
              "gateway:app" + i + ".example",
              at -> {
                throw error;
              }));
    }
    try (StateStore store = StateStore.open(folder)) {
      WatchLoop loop = loop(store, names);
      assertSame(error, assertThrows(AssertionError.class, loop::round));
    }
    assertEquals(List.of(), told);
  }

  @Test
  void aStoppedRoundLeavesNoThreadThatObserves() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch stopped = new CountDownLatch(2);
    List<Watched> names = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      names.add(
          new Watched(
              "gateway:app" + i + ".example",
              at -> {
                begun.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  stopped.countDown();
                }
                return new World().report();
              }));
    }
    try (StateStore store = StateStore.open(folder)) {
      WatchLoop loop = loop(store, names);
      Thread watching = Thread.currentThread();
      var stopper = Executors.newSingleThreadExecutor();
      try {
        Future<?> stopping =
            stopper.submit(
                () -> {
                  begun.await();
                  watching.interrupt();
                  return null;
                });
        assertThrows(InterruptedException.class, loop::round);
        stopped.await();
        stopping.get();
      } finally {
        stopper.shutdownNow();
      }
      assertEquals(List.of(), told);
    }
  }
}
