package io.github.quotary.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody who can connect writes to the service's standard error. */
class ServeOutputTest {
  @TempDir private Path folder;

  private static void send(int port, String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      // It was closed with something unread.
    }
  }

  @Test
  @Timeout(120)
  void brokenRequestsAreNotWrittenAbout() throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.quotary.cli.Main",
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--offline",
                "--engine",
                "java") // A JVM warns of native code that is not in the command's jar.
            .redirectError(err.toFile())
            .start();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String line = String.valueOf(out.readLine());
      Matcher port = Pattern.compile(":(\\d+)$").matcher(line);
      assertTrue(port.find(), () -> line + read(err));
      int number = Integer.parseInt(port.group(1));
      send(number, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nnonsense that is not a frame of any kind");
      send(number, "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n".repeat(1000));
      send(number, "POST /verify HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nz\r\n");
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(143, process.exitValue());
      assertEquals("quotary: stopped\n", read(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
