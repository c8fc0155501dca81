package io.github.quotary.ingress.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

/** The names in a ClientHello, as JSSE sends it. */
class ClientHelloTest {
  private static final int RECORD_AND_MESSAGE_HEADER = 5 + 4;

  private static byte[] hello() throws Exception {
    SSLEngine engine = Client.trusting().createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName("WWW.a.example")));
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    engine.setSSLParameters(parameters);
    ByteBuffer out = ByteBuffer.allocate(1 << 15);
    engine.wrap(ByteBuffer.allocate(0), out);
    return Arrays.copyOfRange(out.array(), RECORD_AND_MESSAGE_HEADER, out.position());
  }

  @Test
  void namesAreRead() throws Exception {
    ClientHello hello = ClientHello.parse(Unpooled.wrappedBuffer(hello()));
    assertEquals(new ClientHello("www.a.example", List.of("h2", "http/1.1")), hello);
  }

  /** Cut or changed anywhere, it is read without a failure. */
  @Test
  void nothingIsTooBroken() throws Exception {
    byte[] whole = hello();
    for (int size = 0; size < whole.length; size++) {
      assertNotNull(ClientHello.parse(Unpooled.wrappedBuffer(whole, 0, size)));
    }
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = whole.clone();
      for (int j = 0; j < 3; j++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      assertNotNull(ClientHello.parse(Unpooled.wrappedBuffer(changed)));
    }
  }
}
