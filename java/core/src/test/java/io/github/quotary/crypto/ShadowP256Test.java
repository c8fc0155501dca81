package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;

/** An engine that accepts what it must refuse is found out, and answers no more. */
class ShadowP256Test {
  private static final byte[] ZERO = new byte[32];
  private static final P256PublicKey KEY =
      P256PublicKey.ofUncompressed(
              CustomNamedCurves.getByName("secp256r1")
                  .getG()
                  .multiply(BigInteger.valueOf(5))
                  .getEncoded(false))
          .orElseThrow();

  /** x of a key, twice, is its signature over a digest of 0. */
  private static final P256Signature GOOD = P256Signature.of(KEY.x(), KEY.x());

  private static final P256Signature BAD = P256Signature.of(KEY.x(), BigInteger.TWO);

  private final List<EngineDisagreement> told = new ArrayList<>();

  /** Plain Java, but for one signature. */
  private static final class Broken extends EcdsaP256 {
    private final EcdsaP256 engine = new JavaP256(0);
    private int asked;

    @Override
    public String name() {
      return "broken";
    }

    @Override
    boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
      asked++;
      return signature.equals(BAD) || engine.verifyInRange(key, digest, signature);
    }
  }

  @Test
  void fallsBackForGoodAtTheFirstDisagreement() {
    Broken broken = new Broken();
    EcdsaP256 engine = broken.shadowed(1, told::add);
    assertTrue(engine.verify(KEY, ZERO, GOOD));
    assertEquals("broken", engine.name());
    assertEquals(Optional.empty(), engine.disagreement());
    assertFalse(engine.verify(KEY, ZERO, BAD));
    int asked = broken.asked;
    assertEquals("bc (broken disagreed with it)", engine.name());
    EngineDisagreement found = engine.disagreement().orElseThrow();
    assertEquals(new EngineDisagreement("broken", KEY, HexFormat.of().formatHex(ZERO), BAD), found);
    assertFalse(engine.verify(KEY, ZERO, BAD));
    assertTrue(engine.verify(KEY, ZERO, GOOD));
    assertEquals(asked, broken.asked, "it is asked no more");
    assertEquals(List.of(found), told, "told once");
  }

  @Test
  void aBatchIsAnsweredByTheOther() {
    EcdsaP256 engine = new Broken().shadowed(1, told::add);
    P256Batch batch = new P256Batch(4);
    batch.add(KEY, ZERO, GOOD);
    batch.add(KEY, ZERO, BAD);
    batch.add(KEY, ZERO, GOOD);
    batch.add(KEY, ZERO, BAD);
    engine.verifyAll(batch);
    for (int lane = 0; lane < 4; lane++) {
      assertEquals(lane % 2 == 0, batch.isVerified(lane));
    }
    assertEquals(1, told.size());
  }

  @Test
  void aMessageInABufferIsVerifiedAgain() {
    EcdsaP256 engine = new Broken().shadowed(1, told::add);
    ByteBuffer data = ByteBuffer.allocate(100).put(36, BAD.toRaw());
    assertFalse(engine.verifyMessage(KEY, data, 0, 36, 36));
    assertEquals(1, told.size());
  }

  @Test
  void aSmallShareFindsItInTheEnd() {
    EcdsaP256 engine = new Broken().shadowed(16, told::add);
    int accepted = 0;
    while (engine.verify(KEY, ZERO, BAD)) {
      accepted++;
      assertTrue(accepted < 10_000, "one in sixteen should have been found long ago");
    }
    assertEquals(1, told.size());
    assertThrows(IllegalArgumentException.class, () -> engine.shadowed(0, told::add));
  }

  @Test
  void ourOwnEnginesAreShadowedFromTheStart() {
    assertTrue(EcdsaP256.java() instanceof ShadowP256);
    assertTrue(EcdsaP256.java(0).shadowed(1, told::add) instanceof ShadowP256);
    assertEquals("java", EcdsaP256.java().name());
  }

  @Test
  void verdictsNameTheEngineThatAnswers() {
    Evidence evidence = Simulated.upToDate(QuoteShape.V4_TDX);
    Collateral collateral = Simulated.collateral(evidence);
    EcdsaP256 engine = new Broken().shadowed(1, told::add);
    Verifier verifier = Simulated.verifier(evidence).engine(engine).build();
    VerificationResult before = verifier.verify(evidence.quote(), collateral, evidence.at());
    assertEquals("broken", before.context().engine());
    assertSame(verifier.context(), before.context());
    assertFalse(engine.verify(KEY, ZERO, BAD));
    VerificationResult after = verifier.verify(evidence.quote(), collateral, evidence.at());
    assertEquals(before.getClass(), after.getClass());
    assertEquals("bc (broken disagreed with it)", after.context().engine());
  }
}
