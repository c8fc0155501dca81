package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Hosts;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.BatchQuote;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a quote, or the quotes of a chunk, ask of the engine, they ask in one call. */
class AskedTogetherTest {
  private static final Evidence GOOD = Simulated.upToDate();
  private static final Collateral COLLATERAL = Simulated.collateral(GOOD);

  /** Signatures of collateral and CA that are not a host's own, each asked for once. */
  private static final int INTELS = 6;

  private final Listening engine = new Listening();

  /** Notes how many signatures each call has, which keys it is hinted at, and verifies. */
  private static final class Listening extends EcdsaP256 {
    final List<Integer> calls = new ArrayList<>();
    final Set<P256PublicKey> hints = new HashSet<>();

    @Override
    public String name() {
      return "listening";
    }

    @Override
    boolean gainsByBatches() {
      return true;
    }

    @Override
    public void verifyAll(P256Batch batch) {
      calls.add(batch.size());
      bouncyCastle().verifyAll(batch);
    }

    @Override
    boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
      calls.add(1);
      return bouncyCastle().verifyInRange(key, digest, signature);
    }

    @Override
    public void preparationHint(P256PublicKey key) {
      hints.add(key);
    }
  }

  private Verifier verifier(CacheLimits limits) {
    return Simulated.verifier(GOOD).engine(engine).cache(limits).build();
  }

  private static VerificationResult verify(Verifier verifier, byte[] quote) {
    return verifier.verify(ByteBuffer.wrap(quote), COLLATERAL, GOOD.at());
  }

  private static List<VerificationResult> chunk(Verifier verifier, Stream<byte[]> quotes) {
    List<VerificationResult> results = new ArrayList<>();
    BatchVerifier.builder(verifier)
        .build()
        .verify(
            quotes.map(quote -> BatchQuote.of(ByteBuffer.wrap(quote), COLLATERAL, GOOD.at())),
            (index, quote, result) -> results.add(result));
    return results;
  }

  @Test
  void aQuoteWithNewCollateral() {
    Verifier verifier = verifier(CacheLimits.none());
    for (int round = 0; round < 2; round++) {
      assertInstanceOf(Verified.class, verify(verifier, Hosts.quote(1, 1)));
    }
    assertEquals(List.of(INTELS + 3, INTELS + 3), engine.calls);
  }

  @Test
  void aQuoteOfANewHost() {
    Verifier verifier = verifier(CacheLimits.standard());
    verify(verifier, Hosts.quote(1, 1));
    engine.calls.clear();
    assertInstanceOf(Verified.class, verify(verifier, Hosts.quote(2, 1)));
    assertInstanceOf(
        Verified.class,
        verifier.verifyInPlace(ByteBuffer.wrap(Hosts.quote(3, 1)), COLLATERAL, GOOD.at()));
    assertEquals(List.of(3, 3), engine.calls);
  }

  @Test
  void aQuoteOfAHostWhoseChainIsCached() {
    Verifier verifier = verifier(CacheLimits.withoutPlatforms());
    verify(verifier, Hosts.quote(1, 1));
    engine.calls.clear();
    assertInstanceOf(Verified.class, verify(verifier, Hosts.quote(1, 2)));
    assertEquals(List.of(2), engine.calls);
  }

  @Test
  void aChunkOfNewHostsWithNewCollateral() {
    Verifier verifier = verifier(CacheLimits.standard());
    Stream<byte[]> quotes = IntStream.range(0, 20).mapToObj(host -> Hosts.quote(host, 1));
    assertEquals(20, chunk(verifier, quotes).stream().filter(Verified.class::isInstance).count());
    assertEquals(List.of(INTELS + 20 * 3), engine.calls);
  }

  /** Two hosts are known, two are new; of each there are two quotes, of all one that is broken. */
  @Test
  void aChunkOfKnownAndNewHosts() {
    Verifier verifier = verifier(CacheLimits.standard());
    verify(verifier, Hosts.quote(1, 1));
    verify(verifier, Hosts.quote(2, 1));
    engine.calls.clear();
    byte[] broken = Hosts.quote(3, 3);
    broken[600] ^= 1;
    List<VerificationResult> results =
        chunk(
            verifier,
            Stream.of(
                Hosts.quote(3, 1),
                Hosts.quote(1, 1),
                Hosts.quote(4, 1),
                broken,
                Hosts.quote(2, 2),
                Hosts.quote(4, 2),
                Hosts.quote(1, 2),
                Hosts.quote(3, 2)));
    assertEquals(List.of(3 + 2 * 3 + 3), engine.calls);
    assertEquals(
        RejectReason.QUOTE_INVALID_SIGNATURE, ((Rejected) results.remove(3)).rejection().reason());
    assertTrue(results.stream().allMatch(Verified.class::isInstance));
    chunk(verifier, Stream.of(Hosts.quote(3, 4), Hosts.quote(4, 4)));
    assertEquals(2, engine.calls.get(1));
  }

  /** Where nothing is cached, the same signature is still computed once. */
  @Test
  void aChunkWithoutACache() {
    List<VerificationResult> results =
        chunk(
            verifier(CacheLimits.none()),
            Stream.of(Hosts.quote(1, 1), Hosts.quote(2, 1), Hosts.quote(1, 1), Hosts.quote(2, 2)));
    assertTrue(results.stream().allMatch(Verified.class::isInstance));
    assertEquals(List.of(INTELS + 2 * 3 + 1), engine.calls);
  }

  /** More than a call takes: several sets of collateral, and each host with its own. */
  @Test
  void aChunkOfManyCollateralsTakesFewCalls() {
    List<VerificationResult> results = new ArrayList<>();
    List<BatchQuote> quotes = new ArrayList<>();
    for (int host = 0; host < 30; host++) {
      Collateral own =
          Simulated.collateralBuilder(GOOD)
              .tcbInfo((GOOD.tcbInfoEnvelope() + " ".repeat(host)).getBytes(StandardCharsets.UTF_8))
              .build();
      quotes.add(BatchQuote.of(ByteBuffer.wrap(Hosts.quote(host, 1)), own, GOOD.at()));
    }
    BatchVerifier.builder(verifier(CacheLimits.standard()))
        .build()
        .verify(quotes, (index, quote, result) -> results.add(result));
    assertEquals(30, results.stream().filter(Verified.class::isInstance).count());
    assertEquals(4, engine.calls.size());
  }

  /** Of a chain that proves nothing the engine is asked, but told to prepare nothing. */
  @Test
  void whatIsNotProvedIsNotHintedAt() {
    Verifier verifier = verifier(CacheLimits.standard());
    verify(verifier, Hosts.quote(1, 1));
    engine.hints.clear();
    byte[] forged = Hosts.quote(2, 1);
    int certificate = new String(forged, StandardCharsets.ISO_8859_1).indexOf("-----BEGIN");
    forged[certificate + 900] ^= 1;
    for (int round = 0; round < 5; round++) {
      assertTrue(
          chunk(verifier, Stream.of(forged, forged)).stream().allMatch(Rejected.class::isInstance));
      assertInstanceOf(Rejected.class, verify(verifier, forged));
    }
    assertEquals(Set.of(), engine.hints);
  }
}
