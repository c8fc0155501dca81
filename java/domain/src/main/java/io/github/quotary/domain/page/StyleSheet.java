package io.github.quotary.domain.page;

import io.github.quotary.crypto.Sha2;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The page's style sheet, and the policy that allows it and nothing else. */
final class StyleSheet {
  /** The style sheet. */
  static final String TEXT = read();

  /** Content security policy: no script, no request, this very style sheet (CSP level 3). */
  static final String SECURITY_POLICY =
      "default-src 'none'; style-src 'sha256-"
          + Base64.getEncoder().encodeToString(Sha2.sha256(TEXT.getBytes(StandardCharsets.UTF_8)))
          + "'; base-uri 'none'; form-action 'none'";

  private StyleSheet() {}

  private static String read() {
    try (InputStream in = StyleSheet.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
