package io.github.quotary.domain.ct;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Reads pages of Cert Spotter's API v1 ({@code /v1/issuances}): arrays of objects with {@code id},
 * {@code tbs_sha256}, {@code pubkey_sha256} and the certificate or precertificate itself, base64 of
 * DER, as {@code cert_der} or {@code cert.data}. The certificate counts; what the service says of
 * it must not contradict it.
 *
 * <p>The service gives pages until one is empty, so the last page must be empty: without it nothing
 * shows that there are no others.
 */
final class CertSpotter {
  private CertSpotter() {}

  /** What the pages say, one after the other. */
  static CtAnswer read(List<JsonNode> pages) {
    List<LoggedCertificate> certificates = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    int rows = 0;
    for (JsonNode page : pages) {
      for (JsonNode row : page) {
        rows++;
        try {
          certificates.add(certificate(row));
        } catch (UnreadableRowException e) {
          problems.add(e.why());
        }
      }
    }
    return new CtAnswer(certificates, gap(pages, rows, problems));
  }

  /**
   * The id of the last issuance of a page, which the next page comes after; empty if it has none.
   */
  static Optional<String> last(JsonNode page) {
    return Optional.ofNullable(page.path(page.size() - 1).path("id").textValue())
        .filter(id -> !id.isEmpty());
  }

  private static Optional<String> gap(List<JsonNode> pages, int rows, List<String> problems) {
    if (!problems.isEmpty()) {
      return Optional.of(
          problems.size()
              + " of "
              + rows
              + " issuances cannot be read; the first: "
              + problems.get(0));
    }
    JsonNode end = pages.get(pages.size() - 1);
    return end.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "nothing shows that the "
                + rows
                + " issuances are all: append the answer to the same query with after="
                + last(end).orElse("ID")
                + ", until it is []");
  }

  private static LoggedCertificate certificate(JsonNode row) throws UnreadableRowException {
    String base64 = row.path("cert_der").asText(row.path("cert").path("data").asText());
    if (base64.isEmpty()) {
      throw new UnreadableRowException(
          "it has no certificate: ask with expand=cert_der, since only a certificate shows its"
              + " key");
    }
    LoggedCertificate certificate =
        LoggedCertificate.of(der(base64)).orElseThrow(CertSpotter::malformed);
    for (String name : certificate.names()) {
      CrtSh.requirePrintable("dns_names", name);
    }
    String key = row.path("pubkey_sha256").asText();
    if (!key.isEmpty()
        && certificate.keyHash().filter(hash -> hash.toString().equals(key)).isEmpty()) {
      throw UnreadableRowException.of("pubkey_sha256", "that of its certificate", key);
    }
    return certificate;
  }

  private static UnreadableRowException malformed() {
    return new UnreadableRowException("its certificate is malformed");
  }

  private static byte[] der(String base64) throws UnreadableRowException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }
}
