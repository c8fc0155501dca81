package io.github.quotary.domain.witness;

import io.github.quotary.domain.dns.Rdata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * The TXT record by which a gateway finds the app of a custom domain: {@code ID:PORT}, where the id
 * is the app's or the instance's, 20 bytes in hexadecimal. Whoever controls it picks the TD that
 * terminates the TLS connection.
 *
 * @param id in lower case
 * @param port where the app listens
 */
record RoutingRecord(String id, int port) {
  private static final Pattern VALUE = Pattern.compile("([0-9a-fA-F]{40}):([1-9][0-9]{0,4})");
  private static final int MAX_PORT = 0xffff;

  /** Where a gateway looks, in its order. */
  static List<Name> owners(Name host) {
    List<Name> owners = new ArrayList<>();
    add(owners, "_dstack-app-address", host);
    add(owners, "_tapp-address", host);
    if (host.labels() > 2) {
      add(owners, "_dstack-app-address-wildcard", new Name(host, 1));
    }
    return owners;
  }

  private static void add(List<Name> owners, String prefix, Name below) {
    try {
      owners.add(Name.fromString(prefix, below));
    } catch (TextParseException e) {
      // A host name so long that no gateway can look for it there either.
    }
  }

  /** What a gateway reads of a TXT record: its first string. */
  static Optional<RoutingRecord> parse(Rdata txt) {
    byte[] data = txt.toByteArray();
    if (data.length == 0 || 1 + (data[0] & 0xff) > data.length) {
      return Optional.empty();
    }
    Matcher value = VALUE.matcher(new String(data, 1, data[0] & 0xff, StandardCharsets.ISO_8859_1));
    if (!value.matches() || Integer.parseInt(value.group(2)) > MAX_PORT) {
      return Optional.empty();
    }
    return Optional.of(
        new RoutingRecord(
            value.group(1).toLowerCase(Locale.ROOT), Integer.parseInt(value.group(2))));
  }
}
