package io.github.quotary.service.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.service.fixture.Rig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients and networks do wrong costs them their own request, and nobody else's. */
@Timeout(60)
class FaultsTest {
  private static final byte[] QUOTE = Rig.EVIDENCE.quote();

  private static Socket connect(Rig rig) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), rig.port());
  }

  /** All that comes until the end of the connection, however that comes. */
  private static String rest(Socket socket) throws IOException {
    StringBuilder all = new StringBuilder();
    try (InputStream in = socket.getInputStream()) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        all.append((char) b);
      }
    } catch (SocketException e) {
      // The other side closed it with something unread.
    }
    return all.toString();
  }

  /** The same, while half a minute passes whenever nothing comes. */
  private static String restAsTimePasses(Rig rig, Socket socket) throws IOException {
    StringBuilder all = new StringBuilder();
    socket.setSoTimeout(200);
    InputStream in = socket.getInputStream();
    while (true) {
      try {
        int b = in.read();
        if (b < 0) {
          return all.toString();
        }
        all.append((char) b);
      } catch (SocketTimeoutException e) {
        rig.pass(31);
      } catch (SocketException e) {
        return all.toString();
      }
    }
  }

  private static void assertServes(Rig rig) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = rig.post("/v1/verify", QUOTE);
    assertEquals(200, answer.statusCode());
    assertEquals("verified", Rig.json(answer).path("outcome").asText());
  }

  @Test
  void whoSendsSlowlyIsLeft() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{}");
        Socket headers = connect(rig);
        Socket body = connect(rig);
        Socket silent = connect(rig)) {
      headers.getOutputStream().write("POST /v1/verify HTTP/1.1\r\nhos".getBytes(US_ASCII));
      body.getOutputStream()
          .write(
              "POST /v1/verify HTTP/1.1\r\nhost: x\r\ncontent-length: 5000\r\n\r\nabc"
                  .getBytes(US_ASCII));
      assertServes(rig);
      String answer = restAsTimePasses(rig, body);
      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
      assertEquals("", restAsTimePasses(rig, headers));
      assertEquals("", restAsTimePasses(rig, silent));
      // Not over the other client's connection, which was idle, too.
      assertEquals(200, rig.postOverHttp2("/v1/verify", QUOTE).statusCode());
    }
  }

  @Test
  void aConnectionThatIsIdleIsClosed() throws IOException {
    try (Rig rig = Rig.of("{}")) {
      for (int i = 0; i < 2; i++) {
        try (Socket socket = connect(rig)) {
          socket
              .getOutputStream()
              .write("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(US_ASCII));
          assertEquals('H', socket.getInputStream().read());
          assertTrue(restAsTimePasses(rig, socket).startsWith("TTP/1.1 200 "));
        }
      }
    }
  }

  @Test
  void aBodyThatIsTooLargeIsNotRead() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{\"limits\":{\"bodyBytes\":8192}}")) {
      HttpResponse<byte[]> announced = rig.post("/v1/verify", new byte[8193]);
      assertEquals(413, announced.statusCode());
      HttpRequest streamed =
          HttpRequest.newBuilder(rig.uri("/v1/verify"))
              .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[9000])))
              .build();
      assertEquals(413, rig.http1().send(streamed, BodyHandlers.ofByteArray()).statusCode());
      assertEquals(413, rig.postOverHttp2("/v1/verify", new byte[8193]).statusCode());
      assertServes(rig);
    }
  }

  @Test
  void whatIsNotHttpIsLeft() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{}")) {
      for (String text :
          List.of(
              "PRI * HTTP/2.0\r\n\r\nSX\r\n\r\n",
              "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nnonsense that is no frame of any kind",
              "\u0016\u0003\u0001\u0000\u0005hello",
              "GET\r\n\r\n")) {
        try (Socket socket = connect(rig)) {
          socket.getOutputStream().write(text.getBytes(ISO_8859_1));
          socket.shutdownOutput();
          rest(socket);
        }
      }
      assertServes(rig);
    }
  }

  /** A client that has sent its request and closed its half still gets the answer, or an end. */
  @Test
  void aHalfClosedConnectionEnds() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{}");
        Socket socket = connect(rig)) {
      socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(US_ASCII));
      socket.shutdownOutput();
      String answer = rest(socket);
      assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 200 "), answer);
      assertServes(rig);
    }
  }

  @Test
  void connectionsAreBounded() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{\"limits\":{\"connections\":2}}")) {
      try (Socket first = connect(rig);
          Socket second = connect(rig)) {
        for (Socket each : List.of(first, second)) {
          each.getOutputStream()
              .write("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(US_ASCII));
          assertEquals('H', each.getInputStream().read());
        }
        try (Socket third = connect(rig)) {
          third
              .getOutputStream()
              .write("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(US_ASCII));
          assertEquals("", rest(third));
        }
      }
    }
  }

  @Test
  void collateralThatCannotBeHadLeavesTheVerdictOpen() throws IOException, InterruptedException {
    CollateralSource failing = key -> new Lookup.Unavailable("the network is down", true);
    try (Rig rig = Rig.of("{}", failing)) {
      var verdict = Rig.json(rig.post("/v1/verify", QUOTE));
      assertEquals("UNDECIDED", verdict.path("verdict").asText());
      assertEquals("the network is down", verdict.path("cause").asText());
    }
    CollateralSource broken =
        key -> {
          throw new IllegalStateException("a bug");
        };
    try (Rig rig = Rig.of("{}", broken)) {
      assertEquals("UNDECIDED", Rig.json(rig.post("/v1/verify", QUOTE)).path("verdict").asText());
    }
  }

  @Test
  void collateralThatHangsLeavesTheVerdictOpen() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Lookup found = CollateralSource.of(Rig.collateral()).find(null);
    CollateralSource hanging =
        key -> {
          asked.countDown();
          await(release);
          return found;
        };
    try (Rig rig = Rig.of("{}", hanging)) {
      CompletableFuture<HttpResponse<byte[]>> answer = ask(rig);
      assertTrue(asked.await(30, TimeUnit.SECONDS));
      rig.pass(11);
      var verdict = Rig.json(answer.get(30, TimeUnit.SECONDS));
      assertEquals("UNDECIDED", verdict.path("verdict").asText());
      assertTrue(verdict.path("retryable").asBoolean());
      release.countDown();
      assertServes(rig);
    } finally {
      release.countDown();
    }
  }

  @Test
  void moreThanItCanHoldIsRefusedAndForgotten() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Lookup found = CollateralSource.of(Rig.collateral()).find(null);
    CollateralSource slow =
        key -> {
          await(release);
          return found;
        };
    try (Rig rig = Rig.of("{\"limits\":{\"queue\":4}}", slow)) {
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(ask(rig));
      }
      CompletableFuture.anyOf(
              answers.stream()
                  .map(each -> each.thenApply(HttpResponse::statusCode))
                  .toArray(CompletableFuture[]::new))
          .get(30, TimeUnit.SECONDS);
      release.countDown();
      for (var each : answers) {
        HttpResponse<byte[]> answer = each.get(30, TimeUnit.SECONDS);
        boolean isUndecided =
            answer.statusCode() == 200
                && Rig.json(answer).path("verdict").asText().equals("UNDECIDED");
        boolean isVerified =
            answer.statusCode() == 200
                && Rig.json(answer).path("outcome").asText().equals("verified");
        boolean isBusy =
            answer.statusCode() == 429 && answer.headers().firstValue("retry-after").isPresent();
        assertTrue(isUndecided || isVerified || isBusy, answer.statusCode() + "");
      }
      assertServes(rig);
    } finally {
      release.countDown();
    }
  }

  private static CompletableFuture<HttpResponse<byte[]>> ask(Rig rig) {
    return rig.http1()
        .sendAsync(
            HttpRequest.newBuilder(rig.uri("/v1/verify"))
                .POST(BodyPublishers.ofByteArray(QUOTE))
                .build(),
            BodyHandlers.ofByteArray());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
