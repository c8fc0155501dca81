package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.quotary.domain.ct.CtReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers about certificates that are too long, and services that say nothing. */
@Timeout(30)
class CtBoundsTest {
  @Test
  void anAnswerThatIsTooLongIsNotRead() throws IOException {
    try (ScriptedHttp server = ScriptedHttp.of(200)) {
      CtHttp http = new CtHttp(CtRequests.usual(), Map.of());
      CtReply.Failed failed = assertInstanceOf(CtReply.Failed.class, http.get(server.address(), 1));
      assertEquals(1, failed.tries());
      assertInstanceOf(CtReply.Answered.class, http.get(server.address(), 2));
    }
  }

  @Test
  void theDeadlineOverAllTriesEndsATry() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CtRequests requests =
          new CtRequests(
              Duration.ofHours(1),
              Duration.ofMillis(300),
              1,
              Duration.ofMillis(1),
              Optional.empty(),
              CtRequests.Time.system());
      URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      assertInstanceOf(CtReply.Failed.class, new CtHttp(requests, Map.of()).get(address, 1000));
    }
  }
}
