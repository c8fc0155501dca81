package io.github.quotary.ingress.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The first bytes of a connection: a TLS ClientHello, or something else. */
class HelloFuzzTest {
  static Stream<byte[]> seeds() {
    byte[] hello =
        HexFormat.of()
            .parseHex(
                "0303"
                    + "00".repeat(32)
                    + "00"
                    + "0002"
                    + "1301"
                    + "0100"
                    + "001f"
                    + "0000000e000c0000096c6f63616c686f7374"
                    + "00100009000708687474702f312e31".substring(0, 26));
    byte[] record =
        Seeds.join(
            new byte[] {22, 3, 1, 0, (byte) (hello.length + 4), 1, 0, 0, (byte) hello.length},
            hello);
    return Stream.of(
        Seeds.forReader(0, hello),
        Seeds.forReader(1, record),
        Seeds.forReader(1, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Seeds.forReader(1, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    ByteBuf bytes = Unpooled.wrappedBuffer(Seeds.rest(input));
    if (Seeds.reader(input, 2) == 0) {
      ClientHello hello = ClientHello.parse(bytes);
      assertEquals(hello, ClientHello.parse(bytes));
      assertTrue(hello.host().length() <= bytes.readableBytes());
    } else {
      FirstBytes look = new FirstBytes();
      look.look(bytes);
      look.release();
    }
  }
}
