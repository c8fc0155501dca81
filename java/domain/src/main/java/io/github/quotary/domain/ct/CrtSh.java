package io.github.quotary.domain.ct;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
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
 * Reads answers of crt.sh ({@code ?q=NAME&output=json}): an array of objects with {@code
 * issuer_ca_id}, {@code serial_number}, {@code name_value}, {@code not_before} and {@code
 * not_after}.
 */
public final class CrtSh {
  /** The longest answer, in bytes. */
  public static final int MAX_BYTES = 64 << 20;

  /** Rows at which an answer may have been cut. */
  private static final int ROW_LIMIT = 10_000;

  private CrtSh() {}

  /**
   * What an answer says; anything that is not a whole answer, an error page for example, leaves a
   * gap and never counts as "no certificates".
   */
  public static CtAnswer parse(byte[] answer) {
    if (answer.length > MAX_BYTES) {
      return CtAnswer.unavailable("the answer is larger than 64 MiB");
    }
    JsonNode rows;
    try {
      rows = StrictJson.tree(answer);
    } catch (MalformedException e) {
      return CtAnswer.unavailable("the answer is not JSON");
    }
    if (!rows.isArray()) {
      return CtAnswer.unavailable("the answer is not a JSON array");
    }
    List<LoggedCertificate> certificates = new ArrayList<>();
    int unreadable = 0;
    for (JsonNode row : rows) {
      Optional<LoggedCertificate> certificate = certificate(row);
      certificate.ifPresent(certificates::add);
      unreadable += certificate.isPresent() ? 0 : 1;
    }
    return new CtAnswer(certificates, gap(rows.size(), unreadable));
  }

  /**
   * Numbers of the certificates that an answer names, that are for some names and have not expired,
   * in the answer's order, to ask for the certificates themselves; a precertificate is not
   * requested in addition to its certificate.
   *
   * @param hosts names, in lower case; {@code *.example.com} stands for every name one label below
   * @param limit the maximum number
   */
  public static List<Long> ids(byte[] answer, List<String> hosts, Instant at, int limit) {
    Map<List<Object>, Long> ids = new LinkedHashMap<>();
    try {
      for (JsonNode row : StrictJson.tree(answer)) {
        Optional<LoggedCertificate> found = certificate(row);
        if (found.isPresent()
            && !found.get().notAfter().isBefore(at)
            && found.get().isForAnyOf(hosts)
            && row.path("id").isIntegralNumber()
            && ids.size() < limit) {
          // RFC 5280, section 4.1.2.2: issuer and serial number together name a certificate.
          ids.putIfAbsent(
              List.of(found.get().issuer(), found.get().serial()), row.path("id").asLong());
        }
      }
    } catch (MalformedException e) {
      return List.of();
    }
    return List.copyOf(ids.values());
  }

  private static Optional<String> gap(int rows, int unreadable) {
    if (unreadable > 0) {
      return Optional.of(unreadable + " of " + rows + " rows are malformed");
    }
    return rows >= ROW_LIMIT
        ? Optional.of("the answer has " + rows + " rows and may be truncated")
        : Optional.empty();
  }

  private static Optional<LoggedCertificate> certificate(JsonNode row) {
    try {
      List<String> names =
          (row.path("name_value").asText() + "\n" + row.path("common_name").asText())
              .lines()
              .map(name -> name.strip().toLowerCase(Locale.ROOT))
              .filter(name -> !name.isEmpty())
              .distinct()
              .toList();
      if (names.isEmpty() || !row.path("issuer_ca_id").isIntegralNumber()) {
        return Optional.empty();
      }
      return Optional.of(
          new LoggedCertificate(
              "crt.sh CA " + row.path("issuer_ca_id").asLong(),
              new BigInteger(row.path("serial_number").asText(), 16),
              names,
              instant(row.path("not_before").asText()),
              instant(row.path("not_after").asText()),
              Optional.empty()));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(String text) {
    return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
