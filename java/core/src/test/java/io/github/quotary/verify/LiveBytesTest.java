package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Hosts;
import io.github.quotary.fixture.QuoteBytes;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a verifier caches is counted as it lies in memory: whoever writes text around what Intel has
 * signed fills no memory by it, and drives nobody else's out.
 */
class LiveBytesTest {
  private static final Evidence GOOD = Simulated.upToDate();
  private static final Collateral HONEST = Simulated.collateral(GOOD);
  private static final int MIB = 1 << 20;

  @TempDir private Path folder;

  /** Genuine collateral with as much white space behind it as fits. */
  private static Collateral padded(int number, int bytes) {
    String envelope = " ".repeat(bytes) + GOOD.tcbInfoEnvelope() + " ".repeat(number);
    return Simulated.collateralBuilder(GOOD)
        .tcbInfo(envelope.getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /** The heap of a small service; what is in it is not measured, but must fit. */
  static final class SmallHeap {
    private SmallHeap() {}

    public static void main(String[] arguments) {
      Verifier verifier = Simulated.verifier(GOOD).build();
      ByteBuffer quote = ByteBuffer.wrap(GOOD.quote());
      for (int number = 0; number < 40; number++) {
        verify(verifier, quote, HONEST);
        verify(verifier, quote, padded(number, 4 * MIB - 65_536));
      }
      long before = verifier.platformCounters().hits();
      verify(verifier, quote, HONEST);
      if (verifier.platformCounters().hits() == before) {
        throw new IllegalStateException("the honest set was evicted");
      }
      System.out.println("ok");
    }

    private static void verify(Verifier verifier, ByteBuffer quote, Collateral collateral) {
      if (!verifier.verify(quote, collateral, GOOD.at()).isTrusted()) {
        throw new IllegalStateException("not trusted");
      }
    }
  }

  @Test
  @Timeout(180)
  void fortyVariantsOfFourMebibytesFitIntoTwoHundred() throws IOException, InterruptedException {
    ForkedHeap.run(SmallHeap.class, "200m", folder);
  }

  /** More variants than there is room for, each seen twice, beside a set that is in use. */
  @Test
  void aSetThatIsInUseStaysWhateverElseIsMet() {
    Verifier verifier = Simulated.verifier(GOOD).cache(new CacheLimits(8, 100, 100, MIB)).build();
    ByteBuffer quote = ByteBuffer.wrap(Hosts.quote(1, 1));
    assertTrue(verifier.verify(quote, HONEST, GOOD.at()).isTrusted());
    for (int number = 0; number < 40; number++) {
      Collateral variant = padded(number, 100);
      verifier.verify(quote, variant, GOOD.at());
      verifier.verify(quote, variant, GOOD.at());
      long before = verifier.platformCounters().hits();
      assertTrue(verifier.verify(quote, HONEST, GOOD.at()).isTrusted());
      assertTrue(verifier.platformCounters().hits() > before, "variant " + number);
    }
  }

  /** Text between certificates is nobody's signature's; all of it counts. */
  @Test
  void textBehindTheFirstCertificateOfAChainCounts() {
    Verifier verifier = Simulated.verifier(GOOD).build();
    for (int number = 0; number < 40; number++) {
      assertTrue(
          verifier
              .verify(ByteBuffer.wrap(paddedChain(number, 100_000)), HONEST, GOOD.at())
              .isTrusted());
    }
    CacheCounters chains = verifier.chainCounters();
    assertTrue(chains.entries() >= 8, chains.toString());
    assertTrue(chains.bytes() >= chains.entries() * 100_000L, chains.toString());
    CacheCounters platforms = verifier.platformCounters();
    assertTrue(platforms.bytes() >= platforms.entries() * 100_000L, platforms.toString());
  }

  /** The genuine quote with text behind its first certificate. */
  private static byte[] paddedChain(int number, int bytes) {
    QuoteBytes quote = QuoteBytes.of(QuoteShape.V4_TDX);
    String text = new String(quote.bytes(), StandardCharsets.ISO_8859_1);
    String end = "-----END CERTIFICATE-----\n";
    int at = text.indexOf(end, quote.certification()) + end.length();
    byte[] padding = (number + " ".repeat(bytes) + "\n").getBytes(StandardCharsets.US_ASCII);
    quote.add(quote.certificationSize(), padding.length);
    quote.add(quote.outerSize(), padding.length);
    quote.add(quote.authSize(), padding.length);
    return quote.insert(at, padding).bytes();
  }
}
