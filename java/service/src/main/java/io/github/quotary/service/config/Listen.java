package io.github.quotary.service.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address and a port.
 *
 * @param host an IP address, or {@code localhost}; no name is looked up
 * @param port 0 for any that is free
 */
public record Listen(String host, int port) {
  /** Where the service listens if nobody says otherwise. */
  public static final Listen DEFAULT = new Listen("127.0.0.1", 8080);

  private static final int MAX_PORT = 65_535;
  private static final Pattern FORM =
      Pattern.compile("(localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+\\]):(\\d{1,5})");

  /** Reads {@code ADDRESS:PORT}, an IPv6 address in brackets; empty if it is something else. */
  public static Optional<Listen> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > MAX_PORT) {
      return Optional.empty();
    }
    String host = matcher.group(1).replaceAll("[\\[\\]]", "");
    return Optional.of(new Listen(host, Integer.parseInt(matcher.group(2))));
  }

  /** Whether only this machine can reach it. */
  public boolean isLoopback() {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  /** The address and the port, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
