package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command refuses before it listens. */
class ServeCommandTest {
  @TempDir private Path folder;

  private static void assertRefused(String part, String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertEquals(2, run.code());
    assertTrue(run.err().contains(part), run.err());
    assertEquals("", run.out());
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertRefused("127.0.0.1:8080", "serve", "--listen", "example.net:80");
  }

  @Test
  void refusesToBeReachedWithoutTls() {
    assertRefused("allowRemote", "serve", "--listen", "0.0.0.0:0");
  }

  @Test
  void saysWhichSettingIsWrong() throws IOException {
    Path config = folder.resolve("serve.json");
    Files.writeString(config, "{\"limits\":{\"queue\":0}}");
    assertRefused("limits.queue is 0", "serve", "--config", config.toString());
    Files.writeString(config, "{\"policies\":{\"a\":\"absent.json\"}}");
    assertRefused("absent.json", "serve", "--listen", "127.0.0.1:0", "--config", config.toString());
    assertRefused("nowhere.json", "serve", "--config", folder.resolve("nowhere.json").toString());
  }

  @Test
  void saysThatItCannotListen() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listen = "127.0.0.1:" + taken.getLocalPort();
      assertRefused("Cannot listen on " + listen, "serve", "--offline", "--listen", listen);
    }
  }
}
