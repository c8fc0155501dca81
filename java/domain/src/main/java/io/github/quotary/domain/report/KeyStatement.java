package io.github.quotary.domain.report;

import io.github.quotary.quote.Measurement;
import java.util.List;

/**
 * A key that the evidence mentions.
 *
 * @param spkiSha256 SHA-256 of its SubjectPublicKeyInfo (DER), 32 bytes
 * @param served whether it is the key of the connection
 * @param bound whether a quote's report data is bound to it
 * @param refs where the evidence mentions it
 */
public record KeyStatement(
    Measurement spkiSha256, boolean served, boolean bound, List<String> refs) {
  /** Copies the list. */
  public KeyStatement {
    refs = List.copyOf(refs);
  }
}
