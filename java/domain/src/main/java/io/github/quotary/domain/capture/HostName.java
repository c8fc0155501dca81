package io.github.quotary.domain.capture;

import java.net.IDN;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of hosts: their one form, and whether a certificate has them (RFC 9525). */
final class HostName {
  private static final int DNS_NAME = 2;
  private static final int MAX_LENGTH = 253;
  private static final int MAX_NAMES_SHOWN = 5;
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")+");
  private static final Pattern LAST_IS_NUMBER = Pattern.compile(".*\\.\\d+");

  private HostName() {}

  /**
   * The name in A-labels and lower case, without a dot at the end.
   *
   * @throws IllegalArgumentException if it is no name of a host with at least two labels
   */
  static String canonical(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String ascii = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    if (ascii.length() > MAX_LENGTH
        || !NAME.matcher(ascii).matches()
        || LAST_IS_NUMBER.matcher(ascii).matches()) {
      throw new IllegalArgumentException("no name of a host: " + host);
    }
    return ascii;
  }

  /** Why the certificate is not this host's; null if it is. */
  static @Nullable String fault(X509Certificate leaf, String host) {
    List<String> names = dnsNames(leaf);
    if (names.stream().anyMatch(name -> covers(name, host))) {
      return null;
    }
    if (names.isEmpty()) {
      return "the leaf has no DNS name at all";
    }
    String more = names.size() > MAX_NAMES_SHOWN ? " and others" : "";
    List<String> shown = names.subList(0, Math.min(MAX_NAMES_SHOWN, names.size()));
    return "the leaf does not name " + host + " but " + String.join(", ", shown) + more;
  }

  private static List<String> dnsNames(X509Certificate leaf) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = leaf.getSubjectAlternativeNames();
      if (all != null) {
        for (List<?> name : all) {
          if (name.get(0).equals(DNS_NAME)) {
            names.add((String) name.get(1));
          }
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return names;
  }

  /** A wildcard is the whole first label and stands for one label. */
  private static boolean covers(String name, String host) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("*.")) {
      return lower.equals(host);
    }
    int dot = host.indexOf('.');
    return dot > 0 && NAME.matcher(lower.substring(2)).matches() && lower.substring(1).equals(host.substring(dot));
  }
}
