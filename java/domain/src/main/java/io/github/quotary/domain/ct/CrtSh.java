package io.github.quotary.domain.ct;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads rows of crt.sh ({@code ?q=NAME&output=json}): objects with {@code issuer_ca_id}, {@code
 * serial_number}, {@code name_value}, {@code not_before} and {@code not_after}.
 */
final class CrtSh {
  /** Rows at which an answer may have been cut. */
  private static final int ROW_LIMIT = 10_000;

  private CrtSh() {}

  /** What an answer's array says. */
  static CtAnswer read(JsonNode rows) {
    List<LoggedCertificate> certificates = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (JsonNode row : rows) {
      try {
        certificates.add(certificate(row));
      } catch (UnreadableRowException e) {
        problems.add(e.why());
      }
    }
    return new CtAnswer(certificates, gap(rows.size(), problems));
  }

  /** As {@link CtSearchAnswer#ids}. */
  static List<Long> ids(JsonNode rows, List<String> hosts, Instant at, int limit) {
    Map<Issued, Long> ids = new LinkedHashMap<>();
    for (JsonNode row : rows) {
      Optional<LoggedCertificate> found = readable(row);
      if (found.isPresent()
          && !found.get().notAfter().isBefore(at)
          && found.get().isForAnyOf(hosts)
          && row.path("id").isIntegralNumber()
          && ids.size() < limit) {
        ids.putIfAbsent(found.get().issued(), row.path("id").asLong());
      }
    }
    return List.copyOf(ids.values());
  }

  private static Optional<String> gap(int rows, List<String> problems) {
    if (!problems.isEmpty()) {
      return Optional.of(
          problems.size() + " of " + rows + " rows are malformed; the first: " + problems.get(0));
    }
    return rows >= ROW_LIMIT
        ? Optional.of("the answer has " + rows + " rows and may be truncated")
        : Optional.empty();
  }

  /** Empty if it cannot be read, which the answer's gap says. */
  private static Optional<LoggedCertificate> readable(JsonNode row) {
    try {
      return Optional.of(certificate(row));
    } catch (UnreadableRowException e) {
      return Optional.empty();
    }
  }

  private static LoggedCertificate certificate(JsonNode row) throws UnreadableRowException {
    if (!row.path("issuer_ca_id").isIntegralNumber()) {
      throw new UnreadableRowException("it has no issuer_ca_id, as rows of crt.sh do");
    }
    String issuer = "crt.sh CA " + row.path("issuer_ca_id").asLong();
    String issuerName = row.path("issuer_name").asText();
    BigInteger serial = serial(row.path("serial_number").asText());
    return new LoggedCertificate(
        issuer,
        serial,
        issuerName.isBlank() ? new Issued(issuer, serial) : Issued.by(issuerName, serial),
        names(row),
        instant("not_before", row.path("not_before").asText()),
        instant("not_after", row.path("not_after").asText()),
        Optional.empty());
  }

  private static List<String> names(JsonNode row) throws UnreadableRowException {
    List<String> names =
        (row.path("name_value").asText() + "\n" + row.path("common_name").asText())
            .lines()
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (names.isEmpty()) {
      throw new UnreadableRowException("it has no name_value");
    }
    for (String name : names) {
      requirePrintable("name_value", name);
    }
    return names;
  }

  /** An invisible character would make another name of a name, and hide the certificate. */
  static void requirePrintable(String member, String name) throws UnreadableRowException {
    if (name.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw UnreadableRowException.of(member, "printable ASCII", name);
    }
  }

  private static BigInteger serial(String text) throws UnreadableRowException {
    try {
      return new BigInteger(text, 16);
    } catch (NumberFormatException e) {
      throw UnreadableRowException.of("serial_number", "hexadecimal", text);
    }
  }

  private static Instant instant(String member, String text) throws UnreadableRowException {
    try {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw UnreadableRowException.of(member, "a time such as 2026-06-01T00:00:00", text);
    }
  }
}
