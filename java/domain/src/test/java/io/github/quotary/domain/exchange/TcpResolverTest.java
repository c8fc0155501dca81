package io.github.quotary.domain.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.domain.server.Listening;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.WireParseException;

/** Whatever a server does, a question ends, and its connection with it. */
@Timeout(60)
@SuppressWarnings("try") // Servers serve for as long as they are open.
class TcpResolverTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Message QUERY = query("a.example.com.");

  private final CountDownLatch left = new CountDownLatch(1);

  /** What a server does once it has been asked. */
  private interface Conduct {
    void answer(DataOutputStream out, CountDownLatch closed)
        throws IOException, InterruptedException;
  }

  private static Message query(String name) {
    return Message.newQuery(Record.newRecord(Name.fromConstantString(name), Type.CAA, DClass.IN));
  }

  private Message ask(Conduct conduct) throws Exception {
    return ask(conduct, Duration.ofSeconds(30));
  }

  private Message ask(Conduct conduct, Duration time) throws Exception {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    try (Listening server =
        Listening.start(
            listener, listener::accept, (socket, closed) -> serve(socket, closed, conduct))) {
      InetSocketAddress address =
          new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
      return new TcpResolver(address, time, Optional.empty()).send(QUERY);
    } finally {
      assertTrue(left.await(10, TimeUnit.SECONDS), "the connection is closed");
    }
  }

  private void serve(Socket socket, CountDownLatch closed, Conduct conduct)
      throws IOException, InterruptedException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    in.readFully(new byte[in.readUnsignedShort()]);
    try {
      conduct.answer(new DataOutputStream(socket.getOutputStream()), closed);
      while (in.read() >= 0) {
        // Nobody sends more.
      }
    } finally {
      left.countDown();
    }
  }

  private static Conduct saying(Message answer) {
    return (out, closed) -> {
      byte[] bytes = answer.toWire();
      out.writeShort(bytes.length);
      out.write(bytes);
      out.writeBytes("and more");
    };
  }

  @Test
  void anAnswerIsReadAsLongAsItSaysThatItIs() throws Exception {
    assertEquals(QUERY.getHeader().getID(), ask(saying(QUERY)).getHeader().getID());
  }

  @Test
  void anAnswerToSomethingElseIsNone() {
    Message other = query("b.example.com.");
    assertThrows(WireParseException.class, () -> ask(saying(other)));
    other.getHeader().setID(QUERY.getHeader().getID());
    assertThrows(WireParseException.class, () -> ask(saying(other)));
    assertThrows(
        WireParseException.class, () -> ask((out, closed) -> out.write(new byte[] {0, 1, 7})));
  }

  @Test
  void whoDoesNotWaitIsToldOfAFailureToo() {
    SettledResolver failing =
        new SettledResolver() {
          @Override
          public Message send(Message query) throws IOException {
            throw new EOFException("no answer");
          }
        };
    for (CompletionStage<Message> asked :
        List.of(failing.sendAsync(QUERY), failing.sendAsync(QUERY, Runnable::run))) {
      ExecutionException e =
          assertThrows(ExecutionException.class, () -> asked.toCompletableFuture().get());
      assertInstanceOf(EOFException.class, e.getCause());
    }
  }

  @Test
  void silenceEndsInTime() {
    assertThrows(SocketTimeoutException.class, () -> ask((out, closed) -> {}, SHORT));
  }

  @Test
  void anAnswerThatDripsEndsInTime() {
    assertThrows(
        SocketTimeoutException.class,
        () ->
            ask(
                (out, closed) -> {
                  out.writeShort(65_535);
                  while (!closed.await(2, TimeUnit.MILLISECONDS)) {
                    out.write(0);
                  }
                },
                SHORT));
  }

  @Test
  void anAnswerThatEndsEarlyIsNone() {
    assertThrows(
        EOFException.class,
        () ->
            ask(
                (out, closed) -> {
                  out.write(new byte[] {0, 3, 1});
                  throw new EOFException("the server ends it");
                }));
  }
}
