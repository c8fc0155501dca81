package io.github.quotary.pki;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.fixture.Wycheproof;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader of certificates' signatures agrees with Project Wycheproof. */
class WycheproofDerTest {
  static Stream<EcdsaP256> engines() {
    return Stream.of(EcdsaP256.bouncyCastle(), EcdsaP256.java());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void agrees(EcdsaP256 engine) throws IOException {
    Wycheproof.read("ecdsa_secp256r1_sha256_test.json")
        .assertAgreement(engine, WycheproofDerTest::decode);
  }

  private static Optional<P256Signature> decode(byte[] der) {
    try {
      return Optional.of(EcdsaSignatureValue.parse(der));
    } catch (PkiFormatException e) {
      return Optional.empty();
    }
  }
}
