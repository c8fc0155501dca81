package io.github.quotary.domain.caa;

import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * A name that a certificate may be issued for.
 *
 * @param name absolute; for a wildcard the name below which it stands, without the asterisk
 * @param isWildcard whether the certificate's name is {@code *.name}
 */
public record CaaName(Name name, boolean isWildcard) {
  private static final String WILDCARD = "*.";

  /** Parses a name, for example {@code *.example.com}; empty if it is invalid. */
  public static Optional<CaaName> parse(String text) {
    boolean isWildcard = text.startsWith(WILDCARD);
    String rest = isWildcard ? text.substring(WILDCARD.length()) : text;
    if (rest.isEmpty() || rest.contains("*")) {
      return Optional.empty();
    }
    try {
      Name name = Name.fromString(rest, Name.root);
      return name.equals(Name.root) ? Optional.empty() : Optional.of(new CaaName(name, isWildcard));
    } catch (TextParseException e) {
      return Optional.empty();
    }
  }

  /** Without the final dot. */
  @Override
  public String toString() {
    return (isWildcard ? WILDCARD : "") + name.toString(true);
  }
}
