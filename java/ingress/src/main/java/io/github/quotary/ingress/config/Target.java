package io.github.quotary.ingress.config;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to send what a client sends.
 *
 * @param host name or IPv4 address
 * @param port 1 to 65535
 */
public record Target(String host, int port) {
  static final Pattern PATTERN =
      Pattern.compile(
          "((grpc|https?)://[A-Za-z0-9._-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~:/?&=%-]*)?"
              + "|[A-Za-z0-9._-]+(:[0-9]{1,5})?)");

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:[a-z]+://)?([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?(?:/.*)?");

  /**
   * The target that a text names; scheme and path are dropped. Empty if it is none, or its port is
   * out of range.
   *
   * @param otherwise the port where the text names none
   */
  static Optional<Target> parse(String text, int otherwise) {
    Matcher parts = HOST_AND_PORT.matcher(text);
    if (!PATTERN.matcher(text).matches() || !parts.matches()) {
      return Optional.empty();
    }
    OptionalInt port =
        parts.group(2) == null
            ? OptionalInt.of(otherwise)
            : OptionalInt.of(Integer.parseInt(parts.group(2)));
    return port.getAsInt() < 1 || port.getAsInt() > 65535
        ? Optional.empty()
        : Optional.of(new Target(parts.group(1), port.getAsInt()));
  }

  /** Whether a text names a port itself. */
  static boolean namesPort(String text) {
    Matcher parts = HOST_AND_PORT.matcher(text);
    return parts.matches() && parts.group(2) != null;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
