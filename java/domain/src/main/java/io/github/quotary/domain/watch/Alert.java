package io.github.quotary.domain.watch;

import io.github.quotary.crypto.Sha2;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A change or condition to report once. Its texts may contain untrusted text, limited to a few
 * thousand characters.
 *
 * @param id 32 lower-case hexadecimal digits; a receiver recognises a repeated alert by its id
 * @param at the time of the observation
 * @param name the name that is watched, such as {@code gateway:gateway.apps.example.net}
 * @param kind what it is about
 * @param severity how bad it is
 * @param subject what the alert is about: a key, a CAA name, a certificate
 * @param before the previous value; empty if there was none
 * @param after the observed value
 * @param summary a human-readable summary
 * @param testRoot the roots that are neither Intel's nor the JDK's, in words, if any were trusted
 */
public record Alert(
    String id,
    Instant at,
    String name,
    AlertKind kind,
    Severity severity,
    String subject,
    String before,
    String after,
    String summary,
    Optional<String> testRoot) {
  private static final int ID_SIZE = 16;

  /**
   * An alert with the id that follows from its place in the history of its name: the same change of
   * the same state has the same id, however often it is computed.
   *
   * @param number the number of alerts for the name before it
   */
  static Alert numbered(
      long number,
      Instant at,
      String name,
      AlertKind kind,
      Severity severity,
      String subject,
      String before,
      String after,
      String summary,
      Optional<String> testRoot) {
    StringBuilder text = new StringBuilder("quotary watch alert 1");
    for (String part :
        new String[] {
          name, Long.toString(number), at.toString(), kind.word(), subject, before, after
        }) {
      text.append('\n').append(part.length()).append(' ').append(part);
    }
    byte[] hash = Sha2.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    return new Alert(
        HexFormat.of().formatHex(hash, 0, ID_SIZE),
        at,
        name,
        kind,
        severity,
        subject,
        before,
        after,
        summary,
        testRoot);
  }
}
