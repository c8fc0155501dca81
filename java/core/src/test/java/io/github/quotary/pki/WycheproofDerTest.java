package io.github.quotary.pki;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.fixture.Wycheproof;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The reader of certificates' signatures agrees with Project Wycheproof. */
class WycheproofDerTest {
  @Test
  void agrees() throws IOException {
    Wycheproof.read("ecdsa_secp256r1_sha256_test.json")
        .assertAgreement(EcdsaP256.bouncyCastle(), WycheproofDerTest::decode);
  }

  private static Optional<P256Signature> decode(byte[] der) {
    try {
      return Optional.of(EcdsaSignatureValue.parse(der));
    } catch (PkiFormatException e) {
      return Optional.empty();
    }
  }
}
