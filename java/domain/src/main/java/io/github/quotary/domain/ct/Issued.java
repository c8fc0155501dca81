package io.github.quotary.domain.ct;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What names a certificate: its issuer and its serial number.
 *
 * <p>Source: RFC 5280, section 4.1.2.2.
 *
 * @param issuer in a form that does not depend on who wrote the name
 * @param serial positive
 */
public record Issued(String issuer, BigInteger serial) {
  /**
   * The certificate with this issuer's name. Writers of names differ in order, blanks, quotes and
   * the names of attributes; the values are the same.
   */
  public static Issued by(String issuerName, BigInteger serial) {
    return new Issued(
        Arrays.stream(issuerName.replaceAll("[\"\\\\]", "").split("[,+]"))
            .map(part -> part.strip().replaceFirst("^[A-Za-z0-9.]+\\s*=\\s*", ""))
            .map(value -> value.toLowerCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(",", "name ", "")),
        serial);
  }
}
