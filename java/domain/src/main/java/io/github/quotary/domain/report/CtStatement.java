package io.github.quotary.domain.report;

import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certificate for the names that was logged and has not expired.
 *
 * @param names its DNS names
 * @param issuer who issued it, as the log or its search engine says
 * @param serial its serial number in hexadecimal
 * @param notBefore when it begins
 * @param notAfter when it ends
 * @param spkiSha256 SHA-256 of its SubjectPublicKeyInfo; empty where only metadata is there
 * @param key whether its key is attested, as {@link
 *     io.github.quotary.domain.ct.CtReconciliation.KeyState} names it
 */
public record CtStatement(
    List<String> names,
    String issuer,
    String serial,
    Instant notBefore,
    Instant notAfter,
    Optional<Measurement> spkiSha256,
    String key) {
  /** Copies the list. */
  public CtStatement {
    names = List.copyOf(names);
  }

  /** The certificate in a line, without its key. */
  public String line() {
    return "serial "
        + serial
        + ", "
        + issuer
        + ", for "
        + String.join(", ", names)
        + ", "
        + notBefore
        + " to "
        + notAfter;
  }
}
