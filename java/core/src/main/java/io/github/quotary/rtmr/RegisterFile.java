package io.github.quotary.rtmr;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The four registers while they are extended: register = SHA-384(register, digest), from zero. One
 * hash object and two arrays, whatever the number of events. Not thread-safe.
 */
final class RegisterFile {
  private final MessageDigest sha384 = Sha2.newDigest("SHA-384");
  private final byte[] state = new byte[Rtmr.COUNT * Rtmr.SIZE];
  private final byte[] block = new byte[2 * Rtmr.SIZE];
  private final int[] events = new int[Rtmr.COUNT];

  /** Extends a register with the 48 bytes at this offset of the buffer. */
  void extend(int register, ByteBuffer source, int offset) {
    source.get(offset, block, Rtmr.SIZE, Rtmr.SIZE);
    extend(register);
  }

  private void extend(int register) {
    int at = register * Rtmr.SIZE;
    System.arraycopy(state, at, block, 0, Rtmr.SIZE);
    sha384.update(block, 0, block.length);
    try {
      sha384.digest(state, at, Rtmr.SIZE);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-384 does not fit into 48 bytes", e);
    }
    events[register]++;
  }

  /** How often a register was extended. */
  int events(int register) {
    return events[register];
  }

  /** Whether a register has this value now. */
  boolean holds(int register, ByteBuffer value) {
    return ByteBuffer.wrap(state, register * Rtmr.SIZE, Rtmr.SIZE).equals(value);
  }

  /** The value of a register now. */
  Measurement value(int register) {
    return Measurement.of(ByteBuffer.wrap(state, register * Rtmr.SIZE, Rtmr.SIZE));
  }
}
