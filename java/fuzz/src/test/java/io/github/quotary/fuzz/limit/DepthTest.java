package io.github.quotary.fuzz.limit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.quotary.fuzz.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However deep things are in each other, no reader uses up a small stack. */
@Timeout(300)
class DepthTest {
  private static final long STACK = 256 << 10;
  private static final int DEEP = 20_000;
  private static final Map<String, byte[]> NESTED = nested();

  private static Map<String, byte[]> nested() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("JSON arrays", text("[".repeat(DEEP) + "]".repeat(DEEP)));
    all.put("JSON objects", text("{\"quote\":".repeat(DEEP) + "0" + "}".repeat(DEEP)));
    all.put("JSON, cut", text("{\"a\":[".repeat(DEEP)));
    all.put("JSON in texts of JSON", escaped());
    all.put("DER sequences", der(0x30));
    all.put("DER octet strings", der(0x04));
    all.put("DER tags", der(0xa0));
    all.put("BER without lengths", text("0\u0080".repeat(DEEP) + "\0\0".repeat(DEEP)));
    all.put("CBOR arrays", text("\u0081".repeat(DEEP)));
    all.put("CBOR arrays without lengths", text("\u009f".repeat(DEEP)));
    all.put("CBOR maps", text("\u00a1aa".repeat(DEEP)));
    all.put("CBOR tags", text("\u00c6".repeat(DEEP)));
    all.put("MessagePack arrays", text("\u0091".repeat(DEEP)));
    all.put("MessagePack maps", text("\u0081\u00a1a".repeat(DEEP)));
    all.put("gzip in gzip", wrapped(200, DepthTest::gzip));
    all.put("base64 in base64", wrapped(30, bytes -> Base64.getEncoder().encode(bytes)));
    all.put(
        "hexadecimal in JSON in hexadecimal",
        wrapped(6, bytes -> text("{\"quote\":\"" + hex(bytes) + "\"}")));
    all.put("PEM in PEM", wrapped(20, DepthTest::pem));
    all.put("lists of YAML", text("services:\n  a: " + "[".repeat(DEEP)));
    all.put("lists of YAML in lines", text("- ".repeat(DEEP)));
    all.put("maps of YAML", text("{a: ".repeat(DEEP)));
    all.put("elements of XML", text("<a>".repeat(DEEP)));
    all.put("groups of Protocol Buffers", text("\u000b".repeat(DEEP)));
    return all;
  }

  private static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] escaped() {
    String text = "{\"quote\":\"00\"}";
    for (int i = 0; i < 14; i++) {
      text = "{\"quote\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }
    return text(text);
  }

  /** Elements with this tag, each with its length, in one another. */
  private static byte[] der(int tag) {
    byte[] all = new byte[DEEP * 5];
    int start = all.length;
    while (start >= 5) {
      int length = all.length - start;
      if (length > 0xffff) {
        all[--start] = (byte) length;
        all[--start] = (byte) (length >> 8);
        all[--start] = (byte) (length >> 16);
        all[--start] = (byte) 0x83;
      } else if (length > 0xff) {
        all[--start] = (byte) length;
        all[--start] = (byte) (length >> 8);
        all[--start] = (byte) 0x82;
      } else {
        if (length > 0x7f) {
          all[--start] = (byte) length;
          all[--start] = (byte) 0x81;
        } else {
          all[--start] = (byte) length;
        }
      }
      all[--start] = (byte) tag;
    }
    return Arrays.copyOfRange(all, start, all.length);
  }

  private static byte[] wrapped(int times, UnaryOperator<byte[]> wrap) {
    byte[] bytes = Arrays.copyOf(Seeds.evidence().quote(), 700);
    for (int i = 0; i < times; i++) {
      bytes = wrap.apply(bytes);
    }
    return bytes;
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] pem(byte[] bytes) {
    return ("-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
            + "\n-----END CERTIFICATE-----\n")
        .getBytes(US_ASCII);
  }

  @ParameterizedTest
  @EnumSource
  void isBounded(LargestInputs input) throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread reading =
        new Thread(
            null,
            () ->
                NESTED.forEach(
                    (what, bytes) -> {
                      try {
                        input.reads(bytes);
                      } catch (RuntimeException | StackOverflowError e) {
                        thrown.compareAndSet(null, new AssertionError(what, e));
                      }
                    }),
            "reading",
            STACK);
    reading.start();
    reading.join();
    assertNull(thrown.get());
  }
}
