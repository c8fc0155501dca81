package io.github.quotary.domain.certificate;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host name in its one canonical form: A-labels, lower case, no dot at the end. At least two
 * labels of 1 to 63 letters, digits and hyphens, 253 characters in all, or {@code localhost} (RFC
 * 6761); never an IP address. Immutable; equal when the names are equal.
 *
 * <p>Sources: RFC 1123, RFC 5890, RFC 9525.
 *
 * @param text the canonical form
 */
public record DnsName(String text) {
  private static final int MAX_LENGTH = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final String WILDCARD = "*.";
  private static final String LOCALHOST = "localhost";

  /** Accepts the canonical form only; {@link #parse} makes it. */
  public DnsName {
    if (!isCanonical(text)) {
      throw new IllegalArgumentException("not a host name in canonical form");
    }
  }

  /**
   * The name that a person wrote: Unicode labels become A-labels, upper case lower case, and one
   * dot at the end is dropped.
   *
   * @throws IllegalArgumentException if it is not a valid host name; the message shows an example
   */
  public static DnsName parse(String name) {
    String trimmed = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    String ascii;
    try {
      ascii = IDN.toASCII(trimmed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      ascii = "";
    }
    if (!isCanonical(ascii)) {
      throw new IllegalArgumentException(
          "'" + name + "' is not a valid host name; write one such as app.example.com");
    }
    return new DnsName(ascii);
  }

  /** Whether a text is a host name in its canonical form. */
  public static boolean isCanonical(String text) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    if (text.equals(LOCALHOST)) {
      return true;
    }
    String[] labels = text.split("\\.", -1);
    if (labels.length < 2 || NUMBER.matcher(labels[labels.length - 1]).matches()) {
      return false;
    }
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return true;
  }

  /** The first label. */
  public String firstLabel() {
    return text.split("\\.", 2)[0];
  }

  /** What follows the first label: a name, a single label, or nothing. */
  public String rest() {
    return text.contains(".") ? text.substring(text.indexOf('.') + 1) : "";
  }

  /**
   * Whether a DNS name of a certificate covers this name: it is the same, or it is {@code *.} and
   * what follows this name's first label. Letter case does not count, and nothing else matches.
   */
  public boolean isCoveredBy(String presented) {
    String lower = presented.toLowerCase(Locale.ROOT);
    return lower.startsWith(WILDCARD)
        ? isCanonical(lower.substring(WILDCARD.length()))
            && lower.substring(WILDCARD.length()).equals(rest())
        : lower.equals(text);
  }

  /** Whether one of the DNS names of a certificate covers this name. */
  public boolean isCoveredByAny(List<String> presented) {
    return presented.stream().anyMatch(this::isCoveredBy);
  }

  /** The name for display: with Unicode labels, if it has any. */
  public String unicode() {
    return IDN.toUnicode(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
