package io.github.quotary.simulator.spec;

import io.github.quotary.simulator.octets.Hex;

/**
 * A replacement of octets at a fixed place.
 *
 * @param offset octets from the start
 * @param replacement what stands there afterwards
 */
public record OctetEdit(int offset, String replacement) {

  public void applyTo(byte[] octets) {
    byte[] bytes = Hex.bytes(replacement);
    System.arraycopy(bytes, 0, octets, offset, bytes.length);
  }
}
