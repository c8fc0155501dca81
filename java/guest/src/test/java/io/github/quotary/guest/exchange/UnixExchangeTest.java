package io.github.quotary.guest.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.ExchangeLimits;
import io.github.quotary.guest.provider.GuestFault;
import io.github.quotary.simulator.domain.server.Endlessness;
import io.github.quotary.simulator.domain.server.HostileServer;
import io.github.quotary.simulator.domain.server.HttpExchangeLoop.Request;
import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.domain.server.Reply.Framing;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the other side does, the caller gets an answer or a fault. */
@Timeout(60)
@SuppressWarnings("try") // Agents serve for as long as they are open.
class UnixExchangeTest {
  private static final ExchangeLimits LIMITS = ExchangeLimits.standard().withBodyBytes(100_000);
  private static final ExchangeLimits SHORT = LIMITS.withTime(Duration.ofMillis(200));
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  @TempDir private Path folder;

  private Path socket() {
    return folder.resolve("s");
  }

  private Answer<HttpAnswer> ask(ExchangeLimits limits) {
    return UnixExchange.ask(socket(), HttpRequest.get("/Info"), limits, "Info");
  }

  private GuestFault faultOf(ExchangeLimits limits) {
    return ask(limits).fault().orElseThrow();
  }

  private GuestFault faultOfSent(String text) throws Exception {
    try (TestAgent agent = TestAgent.sending(socket(), text)) {
      return faultOf(LIMITS);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LENGTH", "CHUNKED", "UNTIL_CLOSE"})
  void readsABodyHoweverItIsDelimited(Framing framing) throws Exception {
    byte[] body = "x".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
    try (TestAgent agent =
        TestAgent.answering(socket(), Reply.ok("application/json", body).withFraming(framing))) {
      HttpAnswer answer = ask(LIMITS).found().orElseThrow();

      assertTrue(answer.isOk() && answer.mayBeJson());
      assertArrayEquals(body, answer.body());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT", "CUT_CHUNKED", "AMBIGUOUS"})
  void refusesABodyThatIsCutOrAmbiguous(Framing framing) throws Exception {
    try (TestAgent agent =
        TestAgent.answering(socket(), Reply.json("{\"a\":1}").withFraming(framing))) {
      assertInstanceOf(GuestFault.Malformed.class, faultOf(LIMITS));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ENDLESS", "BOASTING"})
  void refusesABodyThatIsTooLarge(Framing framing) throws Exception {
    try (TestAgent agent =
        TestAgent.answering(socket(), Reply.json("{\"a\":1}").withFraming(framing))) {
      assertEquals(new GuestFault.TooLarge("Info", "its body", 100_000), faultOf(LIMITS));
    }
  }

  @Test
  void refusesABodyThatIsTooLargeAndEndsWithTheConnection() throws Exception {
    assertEquals(
        new GuestFault.TooLarge("Info", "its body", 100_000),
        faultOfSent(OK + "\r\n" + "x".repeat(100_001)));
  }

  @Test
  void refusesAHeadThatNeverEnds() throws Exception {
    try (TestAgent agent =
        TestAgent.answering(socket(), Reply.json("{}").withFraming(Framing.ENDLESS_HEAD))) {
      GuestFault fault = faultOf(LIMITS);
      assertTrue(
          fault instanceof GuestFault.TooLarge || fault.problem().contains("100 header fields"),
          fault::message);
    }
  }

  @Test
  void refusesAHeadThatIsTooLarge() throws Exception {
    assertEquals(
        new GuestFault.TooLarge("Info", "its head", 1 << 14),
        faultOfSent(OK + "X-Long: " + "x".repeat(1 << 14) + "\r\n\r\n"));
  }

  @Test
  void endsInTimeIfTheAnswerStalls() throws Exception {
    try (TestAgent agent =
        TestAgent.answering(socket(), Reply.json("{\"a\":1}").withFraming(Framing.STALLING))) {
      assertEquals(
          new GuestFault.TimedOut("Info", "reading the answer", Duration.ofMillis(200)),
          faultOf(SHORT));
    }
  }

  @Test
  void endsInTimeIfTheAnswerDrips() throws Exception {
    String answer = OK + "Content-Length: 99999\r\n\r\n" + "x".repeat(99_999);
    try (TestAgent agent = TestAgent.dripping(socket(), answer)) {
      assertInstanceOf(GuestFault.TimedOut.class, faultOf(SHORT));
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsWithItsConnectionWhateverDoesNotEnd(Endlessness conduct) throws Exception {
    try (HostileServer agent = HostileServer.unix(conduct, socket())) {
      Answer<HttpAnswer> answer = ask(conduct == Endlessness.ENDLESS_REDIRECTS ? LIMITS : SHORT);
      if (conduct == Endlessness.ENDLESS_REDIRECTS) {
        assertEquals(302, answer.found().orElseThrow().status(), "it is not followed");
      } else if (conduct.isSlow()) {
        assertEquals(
            new GuestFault.TimedOut("Info", "reading the answer", Duration.ofMillis(200)),
            answer.fault().orElseThrow());
      } else {
        assertTrue(answer.fault().isPresent());
      }
      assertTrue(agent.isLeft(), "the connection is closed");
      assertEquals(1, agent.accepted());
    }
  }

  /** The kernel connects without the listener's help, until its queue is full. */
  @Test
  void endsInTimeIfNobodyAccepts() throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket());
    try (ServerSocketChannel idle = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      idle.bind(address, 1);
      List<SocketChannel> waiting = fill(address);
      assertEquals(
          new GuestFault.TimedOut("Info", "waiting to be connected", Duration.ofMillis(200)),
          faultOf(SHORT));
      closeAll(waiting);
    }
  }

  private static List<SocketChannel> fill(UnixDomainSocketAddress address) throws IOException {
    List<SocketChannel> waiting = new ArrayList<>();
    boolean hasRoom = true;
    while (hasRoom) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      waiting.add(channel);
      channel.configureBlocking(false);
      hasRoom = joins(channel, address);
    }
    return waiting;
  }

  private static void closeAll(List<SocketChannel> channels) throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }

  private static boolean joins(SocketChannel channel, UnixDomainSocketAddress address) {
    try {
      return channel.connect(address);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void waitsForRoomAmongThoseThatWantToConnect() throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket());
    ServerSocketChannel late = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    late.bind(address, 1);
    List<SocketChannel> waiting = fill(address);
    CompletableFuture<Answer<HttpAnswer>> answer = CompletableFuture.supplyAsync(() -> ask(LIMITS));
    try (TestAgent agent = TestAgent.answering(late, Reply.json("{}"))) {
      assertTrue(answer.get().found().isPresent());
    }
    closeAll(waiting);
  }

  @Test
  void endsInTimeIfNobodyReadsALongRequest() throws Exception {
    try (TestAgent agent =
        TestAgent.serving(socket(), (connection, closed) -> TestAgent.waitForEnd(closed))) {
      HttpRequest request = HttpRequest.post("/GetKey", "x".repeat(8 << 20));
      assertEquals(
          new GuestFault.TimedOut("GetKey", "sending the request", Duration.ofMillis(200)),
          UnixExchange.ask(socket(), request, SHORT, "GetKey").fault().orElseThrow());
    }
  }

  @Test
  void saysThatTheConnectionBroke() throws Exception {
    HttpRequest request = HttpRequest.post("/GetKey", "x".repeat(8 << 20));
    try (TestAgent agent = TestAgent.serving(socket(), (connection, closed) -> {})) {
      GuestFault fault =
          UnixExchange.ask(socket(), request, LIMITS, "GetKey").fault().orElseThrow();
      assertInstanceOf(GuestFault.Broken.class, fault);
      assertTrue(fault.message().contains("the connection broke: "), fault::message);
    }
  }

  @Test
  void endsAtOnceIfTheThreadIsInterrupted() throws Exception {
    Thread caller = Thread.currentThread();
    try (TestAgent agent =
        TestAgent.serving(
            socket(),
            (connection, closed) -> {
              TestAgent.readHead(connection);
              caller.interrupt();
              TestAgent.waitForEnd(closed);
            })) {
      assertEquals(new GuestFault.Interrupted("Info"), faultOf(LIMITS));
      assertTrue(caller.isInterrupted(), "who called still sees the interrupt");
      assertEquals(new GuestFault.Interrupted("Info"), faultOf(LIMITS), "before it begins");
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void saysThatThereIsNoSocket() {
    GuestFault fault = faultOf(LIMITS);

    assertInstanceOf(GuestFault.NotThere.class, fault);
    assertTrue(fault.message().contains("mount " + socket()), fault::message);
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    TestAgent.leave(socket());
    assertTrue(Files.exists(socket()), "the socket outlives its listener");
    assertInstanceOf(GuestFault.Refused.class, faultOf(LIMITS));
  }

  @Test
  void saysThatAFileIsNoSocket() throws Exception {
    Files.writeString(socket(), "{}");
    assertInstanceOf(GuestFault.Refused.class, faultOf(LIMITS));
  }

  @Test
  void saysThatAPathIsTooLong() {
    Path path = folder.resolve("x".repeat(200));
    GuestFault fault =
        UnixExchange.ask(path, HttpRequest.get("/"), LIMITS, "Info").fault().orElseThrow();
    assertTrue(fault.problem().contains("too long"), fault::message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"app_id\":\"00\"}",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK",
        "HTTP/1.1 200 OK\n\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n Content-Length: 3\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
        "HTTP/1.1 200 OK\r\nX: \u0007\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Type: c/d\r\nContent-Length: 0\r\n\r\n"
      })
  void refusesWhatIsNotHttp(String sent) throws Exception {
    assertInstanceOf(GuestFault.Malformed.class, faultOfSent(sent));
  }

  @Test
  void passesInterimResponsesButNotEndlessly() throws Exception {
    String interim = "HTTP/1.1 100 Continue\r\n\r\n";
    try (TestAgent agent =
        TestAgent.sending(socket(), interim + OK + "Content-Length: 2\r\n\r\n{}")) {
      assertEquals(2, ask(LIMITS).found().orElseThrow().body().length);
    }
    Files.delete(socket());
    assertInstanceOf(GuestFault.Malformed.class, faultOfSent(interim.repeat(9)));
  }

  @Test
  void asksOnceOnAConnectionOfItsOwn() throws Exception {
    BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    AtomicInteger connections = new AtomicInteger();
    try (TestAgent agent =
        TestAgent.serving(
            socket(),
            (connection, closed) -> {
              connections.incrementAndGet();
              byte[] bytes = new byte[1000];
              int count = connection.read(ByteBuffer.wrap(bytes));
              requests.add(
                  new Request("", "", new String(bytes, 0, count, StandardCharsets.US_ASCII)));
              TestAgent.send(connection, OK + "Content-Length: 2\r\n\r\n{}and more");
            })) {
      assertEquals(
          "{}", new String(ask(LIMITS).found().orElseThrow().body(), StandardCharsets.UTF_8));

      String request = requests.take().body();
      assertTrue(request.startsWith("GET /Info HTTP/1.1\r\nHost: localhost\r\n"), request);
      assertTrue(request.contains("\r\nConnection: close\r\n"), request);
      assertEquals(1, connections.get());
    }
  }
}
