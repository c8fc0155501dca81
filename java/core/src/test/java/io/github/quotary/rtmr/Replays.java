package io.github.quotary.rtmr;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.simulator.spec.QuoteShape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Registers computed the plain way, and reports that hold them. */
final class Replays {
  private static final int RTMR0 = 376;
  private static final byte[] QUOTE = Simulated.upToDate(QuoteShape.V4_TDX).quote();

  private final byte[][] registers = new byte[4][48];

  static byte[] sha384(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-384");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The version 1 digest of a run-time event. */
  static byte[] runtimeDigest(String name, byte[] payload) {
    return sha384(
        HexFormat.of().parseHex("010000083a"),
        name.getBytes(StandardCharsets.UTF_8),
        new byte[] {':'},
        payload);
  }

  Replays extend(int register, byte[] digest) {
    registers[register] = sha384(registers[register], digest);
    return this;
  }

  String hex(int register) {
    return HexFormat.of().formatHex(registers[register]);
  }

  /** All registers. */
  String hexAll() {
    return hex(0) + hex(1) + hex(2) + hex(3);
  }

  /** A report with these registers; its quote is not signed. */
  TdReport report() {
    byte[] quote = QUOTE.clone();
    for (int i = 0; i < 4; i++) {
      System.arraycopy(registers[i], 0, quote, RTMR0 + 48 * i, 48);
    }
    return (TdReport) Quote.parse(ByteBuffer.wrap(quote)).body();
  }
}
