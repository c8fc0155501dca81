package io.github.quotary.crypto;

import io.github.quotary.crypto.P256Accelerator.Tier;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * With a native library of which one lane is broken: what the self-test says of each tier, and
 * whether shadow mode finds the lane. A program, for a JVM with that library.
 */
final class BrokenLane {
  private static final byte[] ZERO = new byte[32];

  /** 2 G: its x, twice, is its signature over a digest of 0, and a multiple of four. */
  private static final String X =
      "7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978";

  private static final P256PublicKey KEY =
      P256PublicKey.ofRaw(
              ByteBuffer.wrap(
                  HexFormat.of()
                      .parseHex(
                          X + "07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1")))
          .orElseThrow();

  private BrokenLane() {}

  public static void main(String[] args) {
    for (Tier tier : Accelerators.tiers()) {
      if (tier instanceof Tier.Available available) {
        EcdsaP256 engine = new LanesP256(available.lanes(), 1 << 20);
        System.out.println(
            tier.name()
                + " self-test: "
                + EngineSelfTest.fault(engine).orElse("passed")
                + "; shadow: "
                + shadow(engine));
      }
    }
  }

  /** Signatures that are bad, which the broken lane takes for good. */
  private static String shadow(EcdsaP256 engine) {
    EcdsaP256 shadowed = engine.shadowed(1, found -> {});
    P256Batch batch = new P256Batch(64);
    while (!batch.isFull()) {
      batch.add(KEY, ZERO, P256Signature.of(new BigInteger(X, 16), BigInteger.ONE));
    }
    shadowed.verifyAll(batch);
    return shadowed.name();
  }
}
