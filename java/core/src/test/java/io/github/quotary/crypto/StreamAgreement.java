package io.github.quotary.crypto;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Holds Bouncy Castle and a provider against the answers of the lanes' campaign: {@code
 * p256_campaign stream SEED FIRST COUNT | java -cp ... io.github.quotary.crypto.StreamAgreement
 * PROVIDER}, given the provider's class name. Signatures that both answer as their making says were
 * answered so by all tiers, where the campaign of the same epochs had no disagreement.
 *
 * <p>A record has 161 bytes: the digest, r, s, x and y of 32 bytes each, and 1 if the signature
 * holds, else 0.
 */
final class StreamAgreement {
  private static final int NUMBER = 32;
  private static final int RECORD = 5 * NUMBER + 1;

  private StreamAgreement() {}

  /** Prints how many there were and how many disagreed. */
  public static void main(String[] arguments) throws IOException {
    EcdsaP256[] engines = {
      EcdsaP256.bouncyCastle(), EcdsaP256.jca(JcaP256Test.provider(arguments[0]))
    };
    DataInputStream in = new DataInputStream(System.in);
    byte[] row = new byte[RECORD];
    long records = 0;
    long valid = 0;
    long disagreements = 0;
    while (readRow(in, row)) {
      boolean expected = row[RECORD - 1] == 1;
      records++;
      valid += expected ? 1 : 0;
      for (EcdsaP256 engine : engines) {
        if (holds(engine, row) != expected) {
          disagreements++;
          System.out.println("Record " + records + ": " + engine.name() + " disagrees");
        }
      }
    }
    System.out.println(
        records + " signatures, " + valid + " of them valid, " + disagreements + " disagreements");
  }

  private static boolean readRow(DataInputStream in, byte[] row) throws IOException {
    int first = in.read();
    if (first < 0) {
      return false;
    }
    row[0] = (byte) first;
    try {
      in.readFully(row, 1, RECORD - 1);
    } catch (EOFException e) {
      throw new IOException("The stream ends within a record", e);
    }
    return true;
  }

  /** A key that is not a point on the curve verifies nothing. */
  private static boolean holds(EcdsaP256 engine, byte[] row) {
    Optional<P256PublicKey> key =
        P256PublicKey.ofRaw(ByteBuffer.wrap(row, 3 * NUMBER, 2 * NUMBER).slice());
    byte[] digest = new byte[NUMBER];
    System.arraycopy(row, 0, digest, 0, NUMBER);
    P256Signature signature = P256Signature.ofRaw(ByteBuffer.wrap(row, NUMBER, 2 * NUMBER).slice());
    return key.isPresent() && engine.verify(key.get(), digest, signature);
  }
}
