package io.github.quotary.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.QuoteBytes;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever bytes come in, a value comes out; and no verdict survives a change of what is signed.
 */
class AnyQuotePropertyTest {
  private static final Evidence SGX = Simulated.upToDate(QuoteShape.V3_SGX);
  private static final Map<QuoteShape, Collateral> COLLATERAL = new EnumMap<>(QuoteShape.class);

  /** Caches what it has proved, as users' verifiers do. */
  private static final Verifier CACHING = Simulated.verifier(SGX).build();

  private static final Verifier FRESH = Simulated.verifier(SGX).cache(CacheLimits.none()).build();

  static {
    for (QuoteShape shape : QuoteShape.values()) {
      COLLATERAL.put(shape, Simulated.collateral(Simulated.upToDate(shape)));
    }
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    return Mutation.some();
  }

  private static VerificationResult verify(Verifier verifier, QuoteShape shape, byte[] quote) {
    return verifier.verify(ByteBuffer.wrap(quote), COLLATERAL.get(shape), SGX.at());
  }

  @Property(tries = 300)
  void anyBytesAreRejected(@ForAll @Size(max = 3000) byte[] bytes, @ForAll QuoteShape shape) {
    Rejected rejected = assertInstanceOf(Rejected.class, verify(CACHING, shape, bytes));
    assertFalse(rejected.detail().isBlank());
  }

  @Property(tries = 200)
  void anyBytesBehindAProperHeaderAreRejected(
      @ForAll @Size(min = 1100, max = 3000) byte[] bytes, @ForAll QuoteShape shape) {
    byte[] header = Simulated.upToDate(shape).quote();
    System.arraycopy(header, 0, bytes, 0, 54);
    assertInstanceOf(Rejected.class, verify(CACHING, shape, bytes));
  }

  @Property(tries = 400)
  void aChangedQuoteIsVerifiedOnlyIfNothingThatCountsWasChanged(
      @ForAll QuoteShape shape, @ForAll("mutations") List<Mutation> mutations) {
    byte[] original = Simulated.upToDate(shape).quote();
    byte[] changed = Mutation.applyAll(mutations, original);
    VerificationResult cached = verify(CACHING, shape, changed);
    VerificationResult anew = verify(FRESH, shape, changed);
    assertEquals(Simulated.words(anew), Simulated.words(cached), "the cache changes no verdict");
    if (cached instanceof Verified verified) {
      Quote before = Quote.copyOf(original);
      assertEquals(before.signedRegion(), verified.verifiedQuote().signedRegion());
      assertEquals(
          before.signatureData().attestationKey(),
          verified.verifiedQuote().signatureData().attestationKey());
      assertTrue(verified.isTrusted());
    }
  }

  @Property(tries = 500)
  void anyByteOfTheSignedRegionCounts(
      @ForAll QuoteShape shape,
      @ForAll @IntRange(max = 938) int place,
      @ForAll @IntRange(min = 1, max = 255) int mask) {
    QuoteBytes quote = QuoteBytes.of(shape);
    int offset = place % quote.authSize();
    assertInstanceOf(
        Rejected.class,
        verify(CACHING, shape, quote.flip(offset, mask).bytes()),
        () -> "byte " + offset);
  }

  @Property(tries = 200)
  void anyByteOfTheSignaturesKeyAndQeReportCounts(
      @ForAll QuoteShape shape,
      @ForAll @IntRange(max = 675) int place,
      @ForAll @IntRange(min = 1, max = 255) int mask) {
    QuoteBytes quote = QuoteBytes.of(shape);
    // Signature and key (128 bytes), then QE report, its signature, and the data that it binds.
    int offset = place < 128 ? quote.auth() + place : quote.qe() + (place - 128) % 448;
    assertInstanceOf(
        Rejected.class,
        verify(CACHING, shape, quote.flip(offset, mask).bytes()),
        () -> "byte " + offset);
  }

  @Property(tries = 100)
  void whatFollowsTheQuoteDoesNotCount(
      @ForAll QuoteShape shape, @ForAll @Size(max = 300) byte[] tail) {
    byte[] quote = Simulated.upToDate(shape).quote();
    byte[] longer = Arrays.copyOf(quote, quote.length + tail.length);
    System.arraycopy(tail, 0, longer, quote.length, tail.length);
    assertTrue(verify(CACHING, shape, longer).isTrusted());
  }
}
