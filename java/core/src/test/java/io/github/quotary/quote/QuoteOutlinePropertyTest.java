package io.github.quotary.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class QuoteOutlinePropertyTest {
  private static final Map<QuoteShape, byte[]> QUOTES = new EnumMap<>(QuoteShape.class);

  static {
    Simulator simulator = Simulator.seeded(3);
    for (QuoteShape shape : QuoteShape.values()) {
      QUOTES.put(shape, simulator.evidence(Scenario.upToDate(shape)).quote());
    }
  }

  /** Damage is most telling where the lengths stand: a few bytes before and after the body. */
  @Property(tries = 3000)
  void thePartsOfAnyBytesLieSideBySide(
      @ForAll QuoteShape shape,
      @ForAll @IntRange(max = 5300) int cut,
      @ForAll @IntRange(max = 2000) int place,
      @ForAll byte damage) {
    byte[] quote = QUOTES.get(shape);
    byte[] bytes = Arrays.copyOf(quote, Math.min(cut, quote.length));
    if (place < bytes.length) {
      bytes[place] = damage;
    }
    QuotePart whole = QuoteOutline.of(ByteBuffer.wrap(bytes)).quote();
    int position = 0;
    for (QuotePart leaf : QuoteOutlineTest.leaves(whole)) {
      assertEquals(position, leaf.offset(), leaf::toString);
      position += leaf.available();
    }
    assertEquals(bytes.length, position, "nothing is left out");
  }
}
