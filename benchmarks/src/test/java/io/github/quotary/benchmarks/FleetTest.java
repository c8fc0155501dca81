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
  void hostsShareNothingButTheirIssuers(int version) {
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

  /** Of a kept platform, only the quote's own; nothing that is kept makes more work. */
  @Test
  void signaturesAreCounted() {
    assertEquals(new SignatureCount(1, 0), SignatureCount.of(Kept.PLATFORM), "quote");
    assertEquals(new SignatureCount(1, 1), SignatureCount.of(Kept.CHAIN), "QE report; quote");
    assertEquals(
        new SignatureCount(1, 2),
        SignatureCount.of(Kept.COLLATERAL),
        "PCK certificate; QE report, quote");
    assertEquals(
        new SignatureCount(8, 2),
        SignatureCount.of(Kept.NOTHING),
        "beside these: root, PCK CA, TCB signer, both revocation lists, both documents");
  }

  @Test
  void aKeptPlatformIsFoundAgain() {
    Fleet fleet = Fleet.of(2, 4);
    var verifier = fleet.verifier(Engine.BC, Kept.PLATFORM);
    assertEquals(2, verifier.platformCounters().entries());
    long hits = verifier.platformCounters().hits();
    verifier.verify(fleet.quotes().get(0), fleet.collateral(), fleet.at());
    assertEquals(hits + 1, verifier.platformCounters().hits());
  }
}
