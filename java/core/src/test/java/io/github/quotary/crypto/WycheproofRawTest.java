package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.fixture.Wycheproof;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine agrees with Project Wycheproof on signatures of r and s side by side. */
class WycheproofRawTest {
  static Stream<EcdsaP256> engines() {
    return Stream.concat(
        Stream.of(EcdsaP256.bouncyCastle(), EcdsaP256.hybrid(new BouncyCastleProvider())),
        Stream.of(0, PreparedKeys.MIN_HINTS, 2 * PreparedKeys.MAX_COUNT)
            .flatMap(hints -> OwnEngines.all().stream().map(own -> new KnownKeys(own, hints))));
  }

  /** An engine with so many hints at every key, by itself and in a batch. */
  private static final class KnownKeys extends EcdsaP256 {
    private final EcdsaP256 engine;
    private final int hints;

    KnownKeys(EcdsaP256 engine, int hints) {
      this.engine = engine;
      this.hints = hints;
    }

    @Override
    public String name() {
      return engine.name() + ", " + hints + " hints";
    }

    @Override
    boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
      for (int hint = 0; hint < hints; hint++) {
        engine.preparationHint(key);
      }
      P256Batch batch = new P256Batch(8);
      while (!batch.isFull()) {
        batch.add(key, digest, signature);
      }
      engine.verifyAll(batch);
      boolean verified = engine.verify(key, digest, signature);
      for (int lane = 0; lane < batch.size(); lane++) {
        assertEquals(verified, batch.isVerified(lane));
      }
      return verified;
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.quotary.crypto.JcaP256Test#providers")
  void providerAgrees(String provider) throws IOException {
    agrees(EcdsaP256.jca(JcaP256Test.provider(provider)));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void agrees(EcdsaP256 engine) throws IOException {
    Wycheproof.read("ecdsa_secp256r1_sha256_p1363_test.json")
        .assertAgreement(engine, WycheproofRawTest::decode);
  }

  private static Optional<P256Signature> decode(byte[] raw) {
    return raw.length == P256Signature.RAW_LENGTH
        ? Optional.of(P256Signature.ofRaw(ByteBuffer.wrap(raw)))
        : Optional.empty();
  }
}
