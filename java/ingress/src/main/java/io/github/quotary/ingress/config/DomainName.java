package io.github.quotary.ingress.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name to serve, in lower case and without a final dot.
 *
 * @param base the name without {@code *.}
 * @param isWildcard whether {@code *.base} is meant, not {@code base}
 */
public record DomainName(String base, boolean isWildcard) implements Comparable<DomainName> {
  static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  static final Pattern PATTERN = Pattern.compile("(\\*\\.)?" + LABEL + "(\\." + LABEL + ")*");

  /** The longest name that DNS can carry, RFC 1035, section 2.3.4. */
  static final int MAX_LENGTH = 253;

  private static final String WILDCARD = "*.";
  private static final String CHALLENGE = "_acme-challenge.";

  /** The name, or empty if it is not one. */
  public static Optional<DomainName> parse(String text) {
    if (text.length() > MAX_LENGTH || !PATTERN.matcher(text).matches()) {
      return Optional.empty();
    }
    boolean wildcard = text.startsWith(WILDCARD);
    String base = wildcard ? text.substring(WILDCARD.length()) : text;
    return Optional.of(new DomainName(base.toLowerCase(Locale.ROOT), wildcard));
  }

  /** Where the gateway looks for the app's address: {@code _dstack-app-address.name}. */
  public String addressName(String prefix) {
    return prefix + (isWildcard ? "-wildcard." : ".") + base;
  }

  /**
   * How long the longest name of its records is.
   *
   * @param prefix of the record that names the app's address
   */
  int longestRecordName(String prefix) {
    return Math.max(addressName(prefix).length(), CHALLENGE.length() + base.length());
  }

  /**
   * Whether a client that asks for this host is served by this name: a wildcard takes one label.
   */
  public boolean covers(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    return isWildcard ? dot > 0 && lower.substring(dot + 1).equals(base) : lower.equals(base);
  }

  @Override
  public int compareTo(DomainName other) {
    return toString().compareTo(other.toString());
  }

  /** With {@code *.} for a wildcard. */
  @Override
  public String toString() {
    return (isWildcard ? WILDCARD : "") + base;
  }
}
