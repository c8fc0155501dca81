package io.github.quotary.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.simulator.dstack.DstackEra;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestAgentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REPORT_DATA = 568;

  @TempDir Path folder;
  private int sockets;

  @Test
  void quotesWhatItIsAskedFor() throws Exception {
    JsonNode answer = get("/GetQuote?report_data=00ff");

    byte[] expected = new byte[64];
    expected[1] = (byte) 0xff;
    assertArrayEquals(expected, reportData(answer));
    assertEquals(HexFormat.of().formatHex(expected), answer.path("report_data").textValue());
    assertTrue(answer.has("vm_config"));
  }

  @Test
  void takesParametersFromTheBodyToo() throws Exception {
    JsonNode answer = exchange("POST", "/prpc/Tappd.RawQuote", "{\"report_data\":\"01\"}");

    assertEquals(1, reportData(answer)[0]);
    assertEquals("raw", answer.path("hash_algorithm").textValue());
  }

  /** The vector of dstack's documentation. */
  @Test
  void hashesWithItsPrefixAsTappdDid() throws Exception {
    String content = HexFormat.of().formatHex("test content".getBytes(StandardCharsets.US_ASCII));

    assertEquals(
        "7ea0b744ed5e9c0c83ff9f575668e1697652cd349f2027cdf26f918d4c53e8cd"
            + "50b5ea9b449b4c3d50e20ae00ec29688d5a214e8daff8a10041f5d624dae8a01",
        HexFormat.of().formatHex(reportData(get("/prpc/Tappd.TdxQuote?report_data=" + content))));
  }

  @Test
  void tellsWhoItIsAndRefusesTheRest() throws Exception {
    assertEquals(40, get("/Info").path("app_id").textValue().length());
    assertTrue(get("/GetQuote?report_data=" + "00".repeat(65)).has("error"));
    assertTrue(get("/GetQuote?report_data=xyz").has("error"));
    assertTrue(get("/Nothing").has("error"));
  }

  private JsonNode get(String target) throws Exception {
    return exchange("GET", target, "");
  }

  private JsonNode exchange(String method, String target, String body) throws Exception {
    Path socket = folder.resolve("s" + sockets++);
    GuestAgent agent = DomainLaboratory.seeded(1).guestAgent(Workload.of(DstackEra.V0_5_6));
    GuestAgent.Running running = agent.start(socket);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      OutputStream out = Channels.newOutputStream(channel);
      String head = method + " " + target + " HTTP/1.1\r\nHost: dstack\r\nContent-Length: ";
      out.write((head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
      channel.shutdownOutput();
      InputStream in = Channels.newInputStream(channel);
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    } finally {
      running.close();
    }
  }

  private static byte[] reportData(JsonNode answer) {
    byte[] quote = HexFormat.of().parseHex(answer.path("quote").textValue());
    return Arrays.copyOfRange(quote, REPORT_DATA, REPORT_DATA + 64);
  }
}
