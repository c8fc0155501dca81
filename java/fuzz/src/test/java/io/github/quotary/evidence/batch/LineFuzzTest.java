package io.github.quotary.evidence.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A line of a batch. The quick reader reads a line as the reader of any line does. */
class LineFuzzTest {
  static Stream<byte[]> seeds() {
    byte[] quote = Seeds.evidence().quote();
    String hex = HexFormat.of().formatHex(quote);
    return Stream.of(
        Seeds.utf8(
            "{\"id\":\"a\",\"quote\":\""
                + Base64.getEncoder().encodeToString(quote)
                + "\",\"at\":1}"),
        Seeds.utf8("{\"quote\":\"" + hex + "\"}"),
        Seeds.utf8("{\"at\":\"2026-01-01\",\"quote\":\"" + hex + "\",\"id\":7}"),
        Seeds.utf8("{\"quote\":{\"data\":[1,2],\"type\":\"Buffer\"}}"));
  }

  @MethodSource("seeds")
  @DictionaryEntries({"\"quote\":\"", "\"id\":", "\"at\":", "\\u0022", "\"}"})
  @FuzzTest
  void fuzz(byte[] input) {
    QuoteEntry.Decoded any = QuoteLine.decode(input, 3);
    Optional<QuoteEntry.Decoded> plain = PlainLine.read(new Slice(input, 0, input.length), 3);
    byte[] within = Seeds.join(new byte[] {'"'}, input, new byte[] {'"'});
    QuoteEntry.Decoded cut = QuoteLine.decoded(new Slice(within, 1, 1 + input.length), 3);
    plain.ifPresent(quick -> assertSame(any, quick));
    assertSame(any, cut);
  }

  private static void assertSame(QuoteEntry.Decoded any, QuoteEntry.Decoded other) {
    assertEquals(any.id(), other.id());
    assertEquals(any.problem(), other.problem());
    assertEquals(any.at(), other.at());
    assertEquals(bytes(any), bytes(other));
  }

  private static Optional<ByteBuffer> bytes(QuoteEntry.Decoded decoded) {
    return Optional.ofNullable(decoded.quote());
  }
}
