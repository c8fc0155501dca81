package io.github.quotary.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.quote.Quote;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the figures for many hosts rest on. */
class FleetTest {
  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void hostsShareOnlyTheirIssuers(int version) {
    Fleet fleet = Fleet.of(3, version);
    Set<ByteBuffer> attestationKeys = new HashSet<>();
    Set<ByteBuffer> chains = new HashSet<>();
    Set<ByteBuffer> quotes = new HashSet<>();
    for (int i = 0; i < fleet.quotes().size(); i++) {
      Quote quote = fleet.quote(i);
      assertEquals(version, quote.version());
      attestationKeys.add(quote.signatureData().attestationKey());
      chains.add(quote.signatureData().certificationData().data());
      quotes.add(quote.signedRegion());
    }
    assertEquals(3, attestationKeys.size());
    assertEquals(3, chains.size());
    assertEquals(64, quotes.size());
  }

  /** Of a cached platform, only the quote's own; no cache adds work. */
  @Test
  void signaturesAreCounted() {
    assertEquals(new SignatureCount(1, 0), SignatureCount.of(CacheLevel.PLATFORM), "quote");
    assertEquals(new SignatureCount(1, 1), SignatureCount.of(CacheLevel.CHAIN), "QE report; quote");
    assertEquals(
        new SignatureCount(1, 2),
        SignatureCount.of(CacheLevel.COLLATERAL),
        "PCK certificate; QE report, quote");
    assertEquals(
        new SignatureCount(7, 2),
        SignatureCount.of(CacheLevel.NOTHING),
        "beside these: PCK CA, TCB signer, both revocation lists, both documents");
  }

  @Test
  void aCachedPlatformIsFoundAgain() {
    Fleet fleet = Fleet.of(2, 4);
    var verifier = fleet.verifier(Engine.BC, CacheLevel.PLATFORM);
    assertEquals(2, verifier.platformCounters().entries());
    long hits = verifier.platformCounters().hits();
    verifier.verify(fleet.quotes().get(0), fleet.collateral(), fleet.at());
    assertEquals(hits + 1, verifier.platformCounters().hits());
  }
}
