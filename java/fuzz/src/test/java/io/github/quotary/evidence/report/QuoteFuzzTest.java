package io.github.quotary.evidence.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteFormatException;
import io.github.quotary.quote.QuoteOutline;
import io.github.quotary.quote.QuoteParse;
import io.github.quotary.quote.QuotePart;
import io.github.quotary.quote.SignatureData;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Parsing a quote, reading every field of it, and cutting it into parts to be shown. */
class QuoteFuzzTest {
  static Stream<byte[]> seeds() {
    return Seeds.shapes().stream().map(shape -> Seeds.evidence(shape).quote());
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    assertWithoutGaps(QuoteOutline.of(ByteBuffer.wrap(input)).quote());
    if (Quote.tryParse(ByteBuffer.wrap(input)) instanceof QuoteParse.Parsed parsed) {
      assertReadable(parsed.quote());
      assertEquals(QuoteJson.of(parsed.quote()), QuoteJson.of(Quote.copyOf(input)));
    } else {
      assertThrows(QuoteFormatException.class, () -> Quote.copyOf(input));
    }
  }

  private static void assertWithoutGaps(QuotePart whole) {
    int at = whole.offset();
    for (QuotePart part : whole.parts()) {
      assertEquals(at, part.offset(), part.name());
      assertTrue(part.available() >= 0 && part.available() <= part.length(), part.name());
      assertWithoutGaps(part);
      at += part.available();
    }
    assertTrue(at <= whole.offset() + whole.available(), whole.name());
  }

  private static void assertReadable(Quote quote) {
    JsonBytes written = new JsonBytes();
    QuoteJson.write(quote, written);
    assertEquals(
        QuoteJson.of(quote).toString(), new String(written.array(), 0, written.size(), UTF_8));
    SignatureData data = quote.signatureData();
    assertEquals(64, data.attestationKey().remaining());
    assertTrue(data.isQeEvidence(ByteBuffer.wrap(data.qeEvidence())));
    assertEquals(data.certificationDataSize(), data.certificationData().data().remaining());
    assertTrue(data.qeAuthData().remaining() < 1 << 16);
    data.qeReport().toString();
    quote.header().toString();
    quote.body().toString();
    quote.signedRegion();
  }
}
