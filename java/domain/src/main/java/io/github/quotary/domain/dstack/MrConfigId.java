package io.github.quotary.domain.dstack;

import io.github.quotary.quote.Measurement;
import java.util.Arrays;

/**
 * MRCONFIGID as dstack uses it, 48 bytes: a version, 32 bytes, 15 zeros. The host sets it at launch
 * and dstack's guest refuses to start if it does not fit, so it means something only where the OS
 * image is known to be dstack's.
 */
public sealed interface MrConfigId {
  /**
   * Version 1, since 0.5.1.
   *
   * @param hash SHA-256 of the compose file, 32 bytes
   */
  record ComposeHash(Measurement hash) implements MrConfigId {}

  /**
   * Version 2.
   *
   * @param digest Keccak-256 of compose hash, app id, kind of key provider (one byte) and its id
   */
  record InstanceDigest(Measurement digest) implements MrConfigId {}

  /**
   * Version 3.
   *
   * @param digest SHA-256 of {@code "dstack-mr-config-v3:"}, a NUL, and a {@link MrConfigDocument}
   */
  record DocumentDigest(Measurement digest) implements MrConfigId {}

  /** All zeros: not used. */
  record Unused() implements MrConfigId {}

  /**
   * Something else.
   *
   * @param value all 48 bytes
   * @param problem why dstack does not write it
   */
  record Foreign(Measurement value, String problem) implements MrConfigId {}

  /** Reads the 48 bytes. */
  static MrConfigId of(Measurement value) {
    byte[] bytes = value.toByteArray();
    if (bytes.length != 48) {
      throw new IllegalArgumentException("MRCONFIGID has " + bytes.length + " bytes, not 48");
    }
    if (value.isZero()) {
      return new Unused();
    }
    Measurement hash = Measurement.of(Arrays.copyOfRange(bytes, 1, 33));
    if (!Measurement.of(Arrays.copyOfRange(bytes, 33, 48)).isZero()) {
      return new Foreign(value, "its last 15 bytes are not zero");
    }
    return switch (bytes[0]) {
      case 1 -> new ComposeHash(hash);
      case 2 -> new InstanceDigest(hash);
      case 3 -> new DocumentDigest(hash);
      default ->
          new Foreign(
              value, "its version is " + (bytes[0] & 0xff) + "; versions 1 to 3 are supported");
    };
  }
}
