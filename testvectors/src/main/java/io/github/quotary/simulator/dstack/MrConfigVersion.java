package io.github.quotary.simulator.dstack;

import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.octets.OctetWriter;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** What dstack's host puts into MRCONFIGID: 48 octets of version, hash and zeros. */
public enum MrConfigVersion {
  /** Zeros. */
  NONE(0) {
    @Override
    byte[] hash(DstackApp app) {
      return new byte[HASH_SIZE];
    }
  },
  /** The compose hash. */
  V1(1) {
    @Override
    byte[] hash(DstackApp app) {
      return Hex.bytes(app.composeHash());
    }
  },
  /** Keccak-256 of compose hash, app id, number and id of the key provider. */
  V2(2) {
    @Override
    byte[] hash(DstackApp app) {
      byte[] content =
          new OctetWriter()
              .octets(Hex.bytes(app.composeHash()))
              .octets(Hex.bytes(app.appId()))
              .u8(app.keyProvider().number())
              .octets(Hex.bytes(app.keyProvider().id()))
              .octets();
      KeccakDigest keccak = new KeccakDigest(HASH_SIZE * Byte.SIZE);
      keccak.update(content, 0, content.length);
      byte[] hash = new byte[HASH_SIZE];
      keccak.doFinal(hash, 0);
      return hash;
    }
  },
  /** SHA-256 of {@code dstack-mr-config-v3:}, a NUL and {@link DstackApp#mrConfigDocument()}. */
  V3(3) {
    @Override
    byte[] hash(DstackApp app) {
      return Digests.sha256(
          ("dstack-mr-config-v3:\0" + app.mrConfigDocument()).getBytes(StandardCharsets.UTF_8));
    }
  };

  private static final int HASH_SIZE = 32;
  private static final int ZEROS = 15;

  private final int number;

  MrConfigVersion(int number) {
    this.number = number;
  }

  /** The first octet, 0 to 3. */
  public int number() {
    return number;
  }

  /** MRCONFIGID of a TD that runs the app, hex. */
  String of(DstackApp app) {
    return Hex.of(new OctetWriter().u8(number).octets(hash(app)).fill(ZEROS, 0).octets());
  }

  abstract byte[] hash(DstackApp app);
}
