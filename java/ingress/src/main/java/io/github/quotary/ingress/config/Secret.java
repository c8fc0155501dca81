package io.github.quotary.ingress.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A token or a key. Its text appears in no {@link #toString}, so in no printed configuration. */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** A secret with this text. */
  public static Secret of(String text) {
    return new Secret(text);
  }

  /** The text, to be sent to whom it belongs and to be shown to nobody. */
  public String reveal() {
    return text;
  }

  /** Compares in a time that does not depend on where two texts of one length differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for all secrets, so that it tells nothing about the text. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
