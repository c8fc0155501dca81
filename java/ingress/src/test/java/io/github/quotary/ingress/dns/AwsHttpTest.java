package io.github.quotary.ingress.dns;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** An answer is read as far as it may be. */
@Timeout(60)
class AwsHttpTest {
  private static final int LENGTH = 100;

  /** Answers one request. */
  private static void serve(ServerSocket server) {
    try (Socket client = server.accept()) {
      boolean isAsked = client.getInputStream().read(new byte[8192]) > 0;
      client
          .getOutputStream()
          .write(
              ("HTTP/1.1 200 OK\r\nContent-Length: " + LENGTH + "\r\n\r\n" + "x".repeat(LENGTH))
                  .getBytes(US_ASCII));
      while (isAsked && client.getInputStream().read() >= 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      // The client has had enough.
    }
  }

  private static int length(int most) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        AwsHttp http = new AwsHttp(Duration.ofSeconds(30), most)) {
      Thread thread = new Thread(() -> serve(server), "server");
      thread.setDaemon(true);
      thread.start();
      SdkHttpFullRequest request =
          SdkHttpFullRequest.builder()
              .method(SdkHttpMethod.GET)
              .uri(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
              .build();
      return http.prepareRequest(HttpExecuteRequest.builder().request(request).build())
          .call()
          .responseBody()
          .orElseThrow()
          .readAllBytes()
          .length;
    }
  }

  @Test
  void aLongerAnswerIsRefused() throws IOException {
    assertEquals(LENGTH, length(LENGTH));
    assertThrows(IOException.class, () -> length(LENGTH - 1));
  }
}
