package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The head and the body of an HTTP answer. */
class HttpFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        Seeds.utf8("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: a/b\r\n\r\n{}"),
        Seeds.utf8(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\nX: y\r\n\r\n"));
  }

  private static final int MAX = 64;

  @MethodSource("seeds")
  @DictionaryEntries({
    "HTTP/1.1 ",
    "Content-Length: ",
    "Transfer-Encoding: chunked",
    "content-encoding: identity"
  })
  @FuzzTest
  void fuzz(byte[] input) throws IOException {
    try {
      HttpInput in = new HttpInput(new ByteArrayInputStream(input));
      HttpHead head = HttpHead.read(in);
      assertTrue(head.status() >= 100 && head.status() < 600);
      assertTrue(!head.isPlain() || head.values("content-encoding").size() >= 0);
      if (head.isChunked()) {
        assertTrue(in.chunkedBody(MAX).length <= MAX);
      } else {
        OptionalLong length = head.contentLength();
        if (length.isPresent()) {
          assertTrue(in.body(length.getAsLong(), MAX).length == length.getAsLong());
        }
      }
      head.keepsAlive();
    } catch (HttpException | EOFException e) {
      assertTrue(!e.getMessage().isBlank());
    }
  }
}
