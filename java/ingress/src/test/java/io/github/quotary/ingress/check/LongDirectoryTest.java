package io.github.quotary.ingress.check;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A directory is read as far as 64 KiB. */
@Timeout(60)
class LongDirectoryTest {
  /** Answers one request with a directory of so many bytes. */
  private static Authority.Reply ask(int length) throws IOException {
    String start = "{\"newOrder\":\"https://ca.example/order\"}";
    String body = start + " ".repeat(length - start.length());
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket client = server.accept()) {
                  boolean isAsked = client.getInputStream().read(new byte[8192]) > 0;
                  client
                      .getOutputStream()
                      .write(
                          ("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + body)
                              .getBytes(US_ASCII));
                  while (isAsked && client.getInputStream().read() >= 0) {
                    Thread.onSpinWait();
                  }
                } catch (IOException e) {
                  // The client has had enough.
                }
              },
              "authority");
      thread.setDaemon(true);
      thread.start();
      return Authority.ask(
          URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"),
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }
  }

  @Test
  void aLongerOneIsNone() throws IOException {
    assertInstanceOf(Authority.Reply.Reached.class, ask(1 << 16));
    assertInstanceOf(Authority.Reply.NotAcme.class, ask((1 << 16) + 1));
  }
}
