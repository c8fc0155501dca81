package io.github.quotary.ingress.dns;

import io.github.quotary.ingress.dns.RecordData.Caa;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value that locks a name: only one account with one authority may ask for certificates, by one
 * method (RFC 8657).
 *
 * @param issuer the authority's name, for example {@code letsencrypt.org}
 * @param method for example {@code dns-01}
 * @param account the account's URI
 */
public record CaaPin(String issuer, String method, String account) {
  private static final Pattern VALUE =
      Pattern.compile("([A-Za-z0-9._-]+);validationmethods=([a-z0-9-]+);accounturi=([!-:<-~]+)");

  /**
   * Refuses what would not be one value of the grammar.
   *
   * @throws IllegalArgumentException if a part has a character that it must not have
   */
  public CaaPin {
    if (!VALUE.matcher(value(issuer, method, account)).matches()) {
      throw new IllegalArgumentException(
          "not an issuer, a method and an account's URI: " + issuer + " " + method + " " + account);
    }
  }

  /** The pin that a value is, if it is written exactly as an ingress writes it. */
  static Optional<CaaPin> parse(String value) {
    Matcher parts = VALUE.matcher(value);
    return parts.matches()
        ? Optional.of(new CaaPin(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /** As dstack-ingress writes it, character by character. */
  public String value() {
    return value(issuer, method, account);
  }

  private static String value(String issuer, String method, String account) {
    return issuer + ";validationmethods=" + method + ";accounturi=" + account;
  }

  /**
   * Both properties of the lock, in the order in which they must be written. {@code issue} is
   * first: a set of {@code issuewild} alone would let anybody issue for the name itself, and would
   * hide a lock of the parent.
   */
  public List<RecordData> properties() {
    return List.of(new Caa(0, Caa.ISSUE, value()), new Caa(0, Caa.ISSUE_WILD, value()));
  }
}
