package io.github.quotary.crypto;

import java.util.HexFormat;

/** The public key of the Intel SGX Root CA, which is the same for everybody. */
final class IntelRootKey {
  static final P256PublicKey KEY =
      P256PublicKey.ofUncompressed(
              HexFormat.of()
                  .parseHex(
                      "040ba9c4c0c0c86193a3fe23d6b02cda10a8bbd4e88e48b4458561a36e705525f5"
                          + "67918e2edc88e40d860bd0cc4ee26aacc988e505a953558c453f6b0904ae7394"))
          .orElseThrow();

  private IntelRootKey() {}
}
