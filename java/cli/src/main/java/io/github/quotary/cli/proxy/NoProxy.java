package io.github.quotary.cli.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hosts that are asked without the proxy, as curl reads {@code no_proxy}: entries with commas
 * or blanks between them. An entry is {@code *} for every host; a host name, which stands for its
 * subdomains too, with or without a leading dot; an IP address; or a range such as {@code
 * 10.0.0.0/8}. A host name or address can have a port, and then stands for that port only. {@code
 * localhost} and loopback addresses are among these hosts whatever the entries are.
 */
final class NoProxy {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern ADDRESS =
      Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|[0-9a-f:.]*:[0-9a-f:.]*");

  private final List<String> entries;

  NoProxy(String text) {
    entries =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(entry -> !entry.isEmpty())
            .toList();
  }

  /** Whether this host is asked directly. */
  boolean covers(String host, int port) {
    String plain = withoutDot(unbracketed(host.toLowerCase(Locale.ROOT)));
    return isLoopback(plain) || entries.stream().anyMatch(entry -> covers(entry, plain, port));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || inRange("127.0.0.0/8", host) || inRange("::1", host);
  }

  private static boolean inRange(String entry, String host) {
    return address(host).filter(address -> inRange(entry, address)).isPresent();
  }

  private static boolean covers(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    String name = entry;
    int colon = entry.lastIndexOf(':');
    boolean isV6 = entry.indexOf(':') != colon && !entry.endsWith("]") && !entry.contains("]:");
    if (colon >= 0 && !isV6 && entry.substring(colon + 1).matches("[0-9]{1,5}")) {
      if (Integer.parseInt(entry.substring(colon + 1)) != port) {
        return false;
      }
      name = entry.substring(0, colon);
    }
    name = unbracketed(name);
    Optional<byte[]> address = address(host);
    if (address.isPresent()) {
      return inRange(name, address.get());
    }
    name = withoutDot(name.startsWith(".") ? name.substring(1) : name);
    return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
  }

  /** An address is compared as a number, never as the end of a name. */
  private static boolean inRange(String entry, byte[] address) {
    int slash = entry.indexOf('/');
    Optional<byte[]> network = address(slash < 0 ? entry : entry.substring(0, slash));
    if (network.isEmpty() || network.get().length != address.length) {
      return false;
    }
    int bits = address.length * Byte.SIZE;
    if (slash >= 0) {
      String length = entry.substring(slash + 1);
      if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
        return false;
      }
      bits = Integer.parseInt(length);
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> i % Byte.SIZE;
      if ((network.get()[i / Byte.SIZE] & mask) != (address[i / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** A literal address; no name is looked up. */
  private static Optional<byte[]> address(String text) {
    try {
      return ADDRESS.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text).getAddress())
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
