package io.github.quotary.simulator.dstack;

import io.github.quotary.simulator.octets.CanonicalJson;
import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.octets.OctetWriter;
import java.nio.charset.StandardCharsets;

/** What dstack's guest hashes for an event that it measures while it runs. */
public enum RuntimeDigest {
  /** SHA-384 of the type (little-endian), ':', the name, ':' and the payload. */
  V1(1) {
    @Override
    byte[] preimage(String name, byte[] payload) {
      byte[] prefix = (":" + name + ":").getBytes(StandardCharsets.UTF_8);
      return new OctetWriter()
          .u32(TcgEvents.DSTACK_RUNTIME)
          .octets(prefix)
          .octets(payload)
          .octets();
    }
  },
  /** SHA-384 of a canonical JSON object (RFC 8785) with name, payload and type. */
  V2(2) {
    @Override
    byte[] preimage(String name, byte[] payload) {
      String text =
          "{\"name\":"
              + CanonicalJson.string(name)
              + ",\"payload\":\""
              + Hex.of(payload)
              + "\",\"type\":"
              + TcgEvents.DSTACK_RUNTIME
              + '}';
      return text.getBytes(StandardCharsets.UTF_8);
    }
  };

  private final int number;

  RuntimeDigest(int number) {
    this.number = number;
  }

  /** 1 or 2. */
  public int number() {
    return number;
  }

  /** What is hashed. */
  abstract byte[] preimage(String name, byte[] payload);

  /** The digest, hex of 48 octets. */
  String digest(String name, String payload) {
    return Hex.of(Digests.sha384(preimage(name, Hex.bytes(payload))));
  }
}
