package io.github.quotary.rtmr;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What dstack hashes for a run-time event. */
final class RuntimeDigests {
  private static final int COLONS = 2;

  private RuntimeDigests() {}

  /** The bytes that are hashed. */
  static byte[] preimage(DigestVersion version, String name, ByteBuffer payload) {
    return switch (version) {
      case V1 -> preimageV1(name.getBytes(StandardCharsets.UTF_8), payload);
      case V2 -> CanonicalText.of(name, payload);
    };
  }

  private static byte[] preimageV1(byte[] name, ByteBuffer payload) {
    byte[] preimage = new byte[Integer.BYTES + COLONS + name.length + payload.remaining()];
    ByteBuffer.wrap(preimage)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) EventType.DSTACK_RUNTIME.code())
        .put((byte) ':')
        .put(name)
        .put((byte) ':')
        .put(payload.duplicate());
    return preimage;
  }

  /** SHA-384 by the JDK. */
  static Measurement sha384(byte[] bytes) {
    return Measurement.of(Sha2.newDigest("SHA-384").digest(bytes));
  }
}
