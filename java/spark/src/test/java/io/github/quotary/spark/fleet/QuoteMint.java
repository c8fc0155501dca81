package io.github.quotary.spark.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.octets.SigningKey;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs quotes of simulated hosts fast: a quote of each host comes from the simulator, its others
 * have report data of their own and a signature of their own by the host's attestation key. The
 * nonces of these signatures come from a pool of each host, which makes a signature one
 * multiplication; so these keys are worth nothing, which they are not, anyway.
 *
 * <p>Of every hundred quotes one is bad. Immutable.
 */
public final class QuoteMint implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long SEED = 7;
  private static final int NONCES = 16;
  private static final int BAD_IN = 100;
  private static final int BAD = 37;
  private static final int SIGNED = 632;
  private static final int REPORT_DATA = 568;
  private static final int SIGNATURE = 636;
  private static final int HALF = 32;

  private final Host[] hosts;

  private QuoteMint(Host[] hosts) {
    this.hosts = hosts;
  }

  /** A fleet of so many hosts; the same as {@link SparkFleet#of}. */
  public static QuoteMint of(int hosts) {
    Simulator simulator = Simulator.seeded(SEED);
    Scenario first = Scenario.upToDate(QuoteShape.V4_TDX);
    Host[] all = new Host[hosts];
    for (int i = 0; i < hosts; i++) {
      Evidence evidence = simulator.evidence(SparkFleet.host(first, i));
      all[i] = new Host(evidence.quote(), SparkFleet.attestationKey(i));
    }
    return new QuoteMint(all);
  }

  /** What is wrong with a quote. */
  enum Kind {
    /** Nothing. */
    GOOD(null),
    /** A bit of its signature. */
    SIGNATURE("QUOTE_INVALID_SIGNATURE"),
    /** Its report data, after it was signed. */
    REPORT_DATA("QUOTE_INVALID_SIGNATURE"),
    /** Its end is missing. */
    TRUNCATED("QUOTE_FORMAT_UNSUPPORTED"),
    /** There is none. */
    NULL("QUOTE_FORMAT_UNSUPPORTED");

    private final @Nullable String reason;

    Kind(@Nullable String reason) {
      this.reason = reason;
    }

    private static Kind of(long number) {
      return number % BAD_IN == BAD ? values()[1 + (int) (number / BAD_IN % 4)] : GOOD;
    }
  }

  /** The quote of this number, from host {@code number % hosts}; null for some of the bad ones. */
  public byte @Nullable [] quote(long number) {
    byte[] quote = hosts[(int) (number % hosts.length)].quote(number);
    switch (Kind.of(number)) {
      case SIGNATURE -> quote[SIGNATURE + HALF + 7] ^= 1;
      case REPORT_DATA -> quote[REPORT_DATA] ^= 1;
      case TRUNCATED -> {
        return Arrays.copyOf(quote, quote.length - 700);
      }
      case NULL -> {
        return null;
      }
      case GOOD -> {}
    }
    return quote;
  }

  /** How many rows of the first {@code rows} are rejected for each reason; {@code ""} for none. */
  public static Map<String, Long> expected(long rows) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("", 0L);
    for (long i = 0; i < rows; i++) {
      String reason = Kind.of(i).reason;
      counts.merge(reason == null ? "" : reason, 1L, Long::sum);
    }
    return counts;
  }

  /** One host: its quote, and what its signatures are computed from. */
  private static final class Host implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final BigInteger ORDER = SigningKey.order();

    private final byte[] template;
    private final BigInteger[] inverse = new BigInteger[NONCES];
    private final BigInteger[] product = new BigInteger[NONCES];
    private final byte[][] r = new byte[NONCES][];

    Host(byte[] template, String keyName) {
      this.template = template;
      BigInteger key = scalar(keyName);
      for (int i = 0; i < NONCES; i++) {
        String name = keyName + ", nonce " + i;
        BigInteger x =
            new BigInteger(1, SigningKey.derive(SEED, name).publicXy(), 0, HALF).mod(ORDER);
        inverse[i] = scalar(name).modInverse(ORDER);
        product[i] = x.multiply(key).mod(ORDER);
        r[i] = bytes(x);
      }
    }

    /** As the simulator derives it. */
    private static BigInteger scalar(String name) {
      return new BigInteger(
          1, Sha2.sha256(("quotary simulator key|" + SEED + "|" + name + "|0").getBytes(UTF_8)));
    }

    byte[] quote(long number) {
      byte[] quote = template.clone();
      ByteBuffer.wrap(quote).putLong(REPORT_DATA, number).putLong(REPORT_DATA + 8, ~number);
      BigInteger digest = new BigInteger(1, Sha2.sha256(ByteBuffer.wrap(quote, 0, SIGNED)));
      int nonce = (int) (number / 7 % NONCES);
      BigInteger s = digest.add(product[nonce]).multiply(inverse[nonce]).mod(ORDER);
      System.arraycopy(r[nonce], 0, quote, SIGNATURE, HALF);
      System.arraycopy(bytes(s), 0, quote, SIGNATURE + HALF, HALF);
      return quote;
    }

    private static byte[] bytes(BigInteger value) {
      byte[] bytes = value.toByteArray();
      byte[] fixed = new byte[HALF];
      int length = Math.min(HALF, bytes.length);
      System.arraycopy(bytes, bytes.length - length, fixed, HALF - length, length);
      return fixed;
    }
  }
}
