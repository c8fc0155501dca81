package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.CollateralPart;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.octets.SigningKey;
import io.github.quotary.simulator.spec.QuoteMap;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.bouncycastle.util.BigIntegers;

/** Changes to finished quotes and signatures; nothing is signed again. */
final class Tampering {
  private static final int HALF = 32;

  private Tampering() {}

  /** Inverts the lowest bit of the last octet of a 64-octet signature in the quote. */
  static Evidence flipSignature(Evidence evidence, ToIntFunction<QuoteMap> place) {
    byte[] quote = evidence.quote();
    quote[place.applyAsInt(QuoteMap.of(quote)) + 2 * HALF - 1] ^= 1;
    return evidence.withQuote(quote);
  }

  /** Overwrites octets of the quote. */
  static Evidence put(Evidence evidence, ToIntFunction<QuoteMap> place, byte[] octets) {
    byte[] quote = evidence.quote();
    System.arraycopy(octets, 0, quote, place.applyAsInt(QuoteMap.of(quote)), octets.length);
    return evidence.withQuote(quote);
  }

  /** Overwrites a 16-bit number of the quote. */
  static Evidence put16(Evidence evidence, ToIntFunction<QuoteMap> place, int value) {
    byte[] octets = {(byte) value, (byte) (value >>> Byte.SIZE)};
    return put(evidence, place, octets);
  }

  /** Overwrites a 32-bit number of the quote. */
  static Evidence put32(Evidence evidence, ToIntFunction<QuoteMap> place, int value) {
    ByteBuffer octets = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return put(evidence, place, octets.putInt(value).array());
  }

  /** Adds to a 32-bit number of the quote. */
  static Evidence add32(Evidence evidence, ToIntFunction<QuoteMap> place, int difference) {
    byte[] quote = evidence.quote();
    int offset = place.applyAsInt(QuoteMap.of(quote));
    int value = ByteBuffer.wrap(quote).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
    return put32(evidence, place, value + difference);
  }

  /** Keeps the first {@code length} octets of the quote. */
  static Evidence truncate(Evidence evidence, int length) {
    return evidence.withQuote(Arrays.copyOf(evidence.quote(), length));
  }

  /** Appends octets to the quote. */
  static Evidence append(Evidence evidence, byte[] octets) {
    byte[] quote = evidence.quote();
    byte[] longer = Arrays.copyOf(quote, quote.length + octets.length);
    System.arraycopy(octets, 0, longer, quote.length, octets.length);
    return evidence.withQuote(longer);
  }

  /** r = n, which is no number below the order of the group. */
  static Evidence signatureOutOfRange(Evidence evidence) {
    byte[] order = BigIntegers.asUnsignedByteArray(HALF, SigningKey.order());
    return put(evidence, QuoteMap::signature, order);
  }

  /** s becomes n - s, the other valid signature of the same message. */
  static Evidence mirrorSignature(Evidence evidence) {
    byte[] quote = evidence.quote();
    int start = QuoteMap.of(quote).signature() + HALF;
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(quote, start, start + HALF));
    byte[] mirrored = BigIntegers.asUnsignedByteArray(HALF, SigningKey.order().subtract(s));
    return put(evidence, map -> map.signature() + HALF, mirrored);
  }

  /** Inverts the lowest bit of a hex signature among the collateral. */
  static Evidence flip(Evidence evidence, CollateralPart signature) {
    byte[] octets = Hex.bytes(evidence.part(signature));
    octets[octets.length - 1] ^= 1;
    return evidence.with(signature, Hex.of(octets));
  }

  /** Zeroes a hex signature among the collateral. */
  static Evidence zero(Evidence evidence, CollateralPart signature) {
    return evidence.with(signature, "00".repeat(2 * HALF));
  }
}
