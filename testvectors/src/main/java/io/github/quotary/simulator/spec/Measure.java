package io.github.quotary.simulator.spec;

import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Hex;
import java.nio.charset.StandardCharsets;

/** Measurements with a recognisable origin: the hash of a phrase. */
public final class Measure {
  private Measure() {}

  public static String sha256(String phrase) {
    return Hex.of(Digests.sha256(octets(phrase)));
  }

  public static String sha384(String phrase) {
    return Hex.of(Digests.sha384(octets(phrase)));
  }

  static String sha512(String phrase) {
    return Hex.of(Digests.sha512(octets(phrase)));
  }

  private static byte[] octets(String phrase) {
    return ("quotary simulator " + phrase).getBytes(StandardCharsets.UTF_8);
  }
}
