package io.github.quotary.ingress.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text that a verifier elsewhere reads and hashes, to the byte. */
class ChallengeStatementTest {
  static final ServedDomain SERVED =
      new ServedDomain(
          List.of("app.example.com", "*.example.net", "app.example.com"),
          "https://ca.test/acct/7",
          digest("11"),
          digest("22"),
          digest("33"));

  private static Measurement digest(String octet) {
    return Measurement.fromHex(octet.repeat(32));
  }

  private static ChallengeStatement statement(ServedDomain served) {
    return ChallengeStatement.of(
        served, Instant.parse("2026-05-20T01:02:03.9Z"), HexFormat.of().parseHex("AB".repeat(16)));
  }

  @Test
  void theTextHasItsMembersInOrder() {
    assertEquals(
        "{\"type\":\"quotary-domain-challenge\",\"version\":1,"
            + "\"names\":[\"*.example.net\",\"app.example.com\"],"
            + "\"account\":\"https://ca.test/acct/7\","
            + ("\"spkiSha256\":\"" + "11".repeat(32) + "\",")
            + ("\"certificateSha256\":\"" + "22".repeat(32) + "\",")
            + ("\"manifestSha256\":\"" + "33".repeat(32) + "\",")
            + "\"time\":\"2026-05-20T01:02:03Z\","
            + ("\"nonce\":\"" + "ab".repeat(16) + "\"}"),
        statement(SERVED).text());
  }

  /** Computed with Python's hashlib from the text above. */
  @Test
  void theReportDataAreTaggedAndFillAllBytes() {
    assertEquals(
        "3d0e310e5b576cacaa13bcc7d437c4d30b1ef156f5278514ea664e2bcfa0863c"
            + "25d7bb588e1df740f2ffd68a0c6ee93cc70e9fa4be7e01aa578bda48101da73f",
        HexFormat.of().formatHex(statement(SERVED).reportData()));
  }

  @Test
  void textFromOutsideCannotAddMembers() {
    ServedDomain odd =
        new ServedDomain(
            List.of("a.test"),
            "https://ca.test/\",\"nonce\":\"",
            digest("1a"),
            digest("2b"),
            digest("3c"));
    assertEquals(
        "https://ca.test/\\\",\\\"nonce\\\":\\\"",
        statement(odd).text().replaceAll(".*\"account\":\"(.*)\",\"spki.*", "$1"));
  }

  @Test
  void aDomainWithoutNamesOrWithAShortDigestIsRefused() {
    Measurement digest = digest("11");
    assertThrows(
        IllegalArgumentException.class,
        () -> new ServedDomain(List.of(), "https://ca.test/", digest, digest, digest));
    Measurement shorter = Measurement.fromHex("11");
    assertThrows(
        IllegalArgumentException.class,
        () -> new ServedDomain(List.of("a.test"), "https://ca.test/", digest, shorter, digest));
  }
}
