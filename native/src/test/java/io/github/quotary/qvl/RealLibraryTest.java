package io.github.quotary.qvl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.quote.Quote;
import io.github.quotary.qvl.CrossCheckResult.Differ;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * Intel's own libraries, wherever they are found: those that {@code quotary.qvl.library} and {@code
 * quotary.qvl.stages.library} name, or the installed ones.
 */
class RealLibraryTest {
  private static final Evidences SOUND = Evidences.of(Outcome.UP_TO_DATE);

  private static <T> T require(LoadOutcome<T> outcome) {
    assumeTrue(outcome.library().isPresent(), () -> "LEFT OUT: " + outcome.message());
    return outcome.library().orElseThrow();
  }

  /** Everything that the simulator can make, through Intel's low-level QVL. */
  @Test
  void theQvlAgreesOnSimulatedQuotes() {
    StageLibrary library = require(StageLibrary.load());
    QvlGeneration generation = generation(library);
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (VectorSource source : VectorSource.all()) {
      Evidences evidence = Evidences.of(source);
      Verifier ours =
          Verifier.builder().trustAnchor(evidence.anchor()).generation(generation).build();
      CrossCheckResult result =
          new CrossCheck(ours, new StageVerifier(library, evidence.anchor()))
              .check(evidence.quote(), evidence.collateral(), evidence.at());
      compared++;
      if (result instanceof Differ differ && !differ.isKnown()) {
        differences.add(source.id() + ": " + differ.differences());
      }
    }
    assertEquals(List.of(), differences);
    assertTrue(compared > 200, compared + " compared");
  }

  /** What the library fills says of which generation it is. */
  private static QvlGeneration generation(StageLibrary library) {
    String chain =
        StandardCharsets.ISO_8859_1
            .decode(
                Quote.parse(SOUND.quote().duplicate()).signatureData().certificationData().data())
            .toString();
    byte[] pck = QuoteCertificates.pem(QuoteCertificates.parse(chain).pck().orElseThrow());
    return new StageCalls(library, SOUND.quote(), chain, SOUND.collateral(), SOUND.at())
        .quote(pck)
        .info()
        .generation();
  }

  /** Another root than Intel's ends at the pinned key, on both sides. */
  @Test
  void theDcapLibraryTrustsIntelsRootOnly() {
    QvlVerifier theirs = new QvlVerifier(require(QvlLibrary.load()));
    CrossCheck check = new CrossCheck(Verifier.builder().build(), theirs);
    CrossCheckResult result = check.check(SOUND.quote(), SOUND.collateral(), SOUND.at());
    assertEquals("SGX_QL_PCK_CERT_CHAIN_ERROR", result.theirs().returnCode().name());
    assertFalse(result instanceof Differ, result.toString());
  }

  /** Random changes to quote and collateral: no crash, and no verdict that ours does not give. */
  @Test
  void theDcapLibrarySurvivesFuzzedInput() throws Exception {
    QvlLibrary library = require(QvlLibrary.load());
    QvlVerifier theirs = new QvlVerifier(library);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Callable<ReturnCode>> tasks = new ArrayList<>();
      for (int seed = 0; seed < 200; seed++) {
        Random random = new Random(seed);
        ByteBuffer quote = mutated(SOUND.quote(), random);
        Collateral collateral =
            Collateral.builder()
                .pckCrlIssuerChain(SOUND.collateral().pckCrlIssuerChain())
                .rootCaCrl(mutated(SOUND.collateral().rootCaCrl(), random))
                .pckCrl(mutated(SOUND.collateral().pckCrl(), random))
                .tcbInfoIssuerChain(mutated(SOUND.collateral().tcbInfoIssuerChain(), random))
                .tcbInfo(mutated(SOUND.collateral().tcbInfo(), random))
                .qeIdentityIssuerChain(SOUND.collateral().qeIdentityIssuerChain())
                .qeIdentity(mutated(SOUND.collateral().qeIdentity(), random))
                .build();
        tasks.add(() -> theirs.verify(quote, collateral, SOUND.at()).returnCode());
        tasks.add(() -> library.fmspc(quote).isPresent() ? ReturnCode.SUCCESS : new ReturnCode(1));
      }
      for (var answer : pool.invokeAll(tasks)) {
        assertTrue(answer.get().code() >= 0, answer.get().name());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static ByteBuffer mutated(ByteBuffer quote, Random random) {
    byte[] bytes = new byte[quote.remaining()];
    quote.duplicate().get(bytes);
    return ByteBuffer.wrap(mutated(bytes, random));
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(3); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1) : bytes;
  }

  @Test
  void theDcapLibraryReturnsTheFmspc() {
    QvlLibrary library = require(QvlLibrary.load());
    assertTrue(library.isParallel());
    Verified sound = assertInstanceOf(Verified.class, SOUND.verify(SOUND.at()));
    assertEquals(Optional.of(sound.platform().pck().fmspc()), library.fmspc(SOUND.quote()));
  }
}
