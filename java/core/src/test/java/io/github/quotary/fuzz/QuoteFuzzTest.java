package io.github.quotary.fuzz;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteParse;
import io.github.quotary.simulator.spec.QuoteShape;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parsing a quote, and reading what was parsed. */
class QuoteFuzzTest {
  public static void fuzzerTestOneInput(byte[] input) {
    if (Quote.tryParse(ByteBuffer.wrap(input)) instanceof QuoteParse.Parsed parsed) {
      Quote quote = parsed.quote();
      quote.id();
      quote.body().reportData();
      quote.signatureData().quoteSignature();
      quote.signatureData().qeReport().isvSvn();
      quote.signatureData().certificationData().data().get(new byte[0]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesAnything(QuoteShape shape) {
    Corpus.feed(Simulated.upToDate(shape).quote(), QuoteFuzzTest::fuzzerTestOneInput);
  }
}
