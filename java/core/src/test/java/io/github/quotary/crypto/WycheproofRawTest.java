package io.github.quotary.crypto;

import io.github.quotary.fixture.Wycheproof;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine agrees with Project Wycheproof on signatures of r and s side by side. */
class WycheproofRawTest {
  static Stream<EcdsaP256> engines() {
    return Stream.of(EcdsaP256.bouncyCastle());
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
