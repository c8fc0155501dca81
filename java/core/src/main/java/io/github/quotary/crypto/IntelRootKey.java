package io.github.quotary.crypto;

import java.util.HexFormat;

/**
 * The public key of the Intel SGX Root CA, which is the same for everybody: its table is made when
 * it is first needed and stays.
 */
final class IntelRootKey {
  static final P256PublicKey KEY =
      P256PublicKey.ofUncompressed(
              HexFormat.of()
                  .parseHex(
                      "040ba9c4c0c0c86193a3fe23d6b02cda10a8bbd4e88e48b4458561a36e705525f5"
                          + "67918e2edc88e40d860bd0cc4ee26aacc988e505a953558c453f6b0904ae7394"))
          .orElseThrow();

  private IntelRootKey() {}

  /** Made with the first signature by this key. */
  static WindowTable table() {
    return Made.TABLE;
  }

  private static final class Made {
    static final WindowTable TABLE = make();

    private static WindowTable make() {
      long[] point = new long[JacobianPoint.AFFINE];
      P256Curve.load(KEY.raw(), 0, point, 0);
      return WindowTable.of(point, KeyTables.WIDTH);
    }
  }
}
