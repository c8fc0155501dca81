package io.github.quotary.domain.evidence;

import io.github.quotary.quote.Measurement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The request path of a challenge to a custom domain: {@code /evidences/challenge?nonce=} and the
 * nonce, 16 to 64 bytes in lower-case hexadecimal. Evidence has the answer under this path, so that
 * a capture says which nonce was sent. Most domains do not offer challenges: whatever they answer
 * instead is neither evidence nor a fault of the domain's. Stateless.
 */
public final class ChallengePath {
  private static final String PREFIX = "/evidences/challenge?nonce=";
  private static final Pattern PATH =
      Pattern.compile(Pattern.quote(PREFIX) + "((?:[0-9a-f]{2}){16,64})");

  private ChallengePath() {}

  /**
   * The path for a nonce.
   *
   * @throws IllegalArgumentException if it does not have 16 to 64 bytes
   */
  public static String of(byte[] nonce) {
    String path = PREFIX + HexFormat.of().formatHex(nonce);
    if (nonce(path).isEmpty()) {
      throw new IllegalArgumentException("A nonce of " + nonce.length + " bytes");
    }
    return path;
  }

  /** The nonce in a path; empty if it is not that of a challenge. */
  public static Optional<Measurement> nonce(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches()
        ? Optional.of(Measurement.fromHex(matcher.group(1)))
        : Optional.empty();
  }
}
