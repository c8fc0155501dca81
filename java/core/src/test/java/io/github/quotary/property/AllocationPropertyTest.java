package io.github.quotary.property;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.quotary.fixture.QuoteBytes;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.Verifier;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A length that a quote declares is no reason to take that much memory. */
class AllocationPropertyTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Verifier VERIFIER = Simulated.verifier(Simulated.upToDate()).build();

  /** The four-byte sizes of a quote. */
  enum SizeField {
    BODY(quote -> 50),
    AUTHENTICATION_DATA(QuoteBytes::authSize),
    OUTER_CERTIFICATION_DATA(QuoteBytes::outerSize),
    CERTIFICATION_DATA(QuoteBytes::certificationSize);

    private final ToIntFunction<QuoteBytes> offset;

    SizeField(ToIntFunction<QuoteBytes> offset) {
      this.offset = offset;
    }
  }

  @Provide
  Arbitrary<Long> hugeSizes() {
    return Arbitraries.oneOf(
        Arbitraries.of(1L << 31, (1L << 31) - 1, (1L << 32) - 1, 1L << 30, 1L << 24),
        Arbitraries.longs().between(1 << 20, (1L << 32) - 1));
  }

  @Property(tries = 300)
  void aDeclaredSizeIsNotAllocated(
      @ForAll QuoteShape shape, @ForAll SizeField field, @ForAll("hugeSizes") long size) {
    QuoteBytes quote = QuoteBytes.of(shape);
    byte[] bytes = quote.u32(field.offset.applyAsInt(quote), size).bytes();
    long before = allocated();
    Object parsed = Quote.tryParse(ByteBuffer.wrap(bytes));
    assertTrue(allocated() - before < 1 << 20, () -> "parsing " + parsed);

    VerificationResult result =
        VERIFIER.verify(
            ByteBuffer.wrap(bytes),
            Simulated.collateral(Simulated.upToDate(shape)),
            Simulated.upToDate().at());
    assertTrue(allocated() - before < 16 << 20, () -> "verifying " + Simulated.words(result));
    boolean hasField = shape.version() == 5 || field != SizeField.BODY;
    boolean isSize = shape.version() > 3 || field != SizeField.OUTER_CERTIFICATION_DATA;
    if (hasField && isSize) {
      assertInstanceOf(Rejected.class, result);
    }
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
