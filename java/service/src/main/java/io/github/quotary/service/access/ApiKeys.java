package io.github.quotary.service.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.service.config.ApiKey;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The keys of clients, of which only hashes are known: SHA-256 suffices for keys of high entropy.
 * Immutable.
 */
public final class ApiKeys {
  private static final String BEARER = "bearer ";

  private final List<ApiKey> keys;

  /** These keys; with none of them, everybody may ask. */
  public ApiKeys(List<ApiKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Whether a key is needed. */
  public boolean areRequired() {
    return !keys.isEmpty();
  }

  /**
   * The name of the key in {@code Authorization: Bearer} or {@code X-Api-Key}. Every known hash is
   * compared, each in constant time.
   *
   * @param authorization the header's value; empty without one
   * @param apiKey the header's value; empty without one
   */
  public Optional<String> nameOf(String authorization, String apiKey) {
    String given =
        authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
            ? authorization.substring(BEARER.length()).strip()
            : apiKey;
    if (given.isEmpty()) {
      return Optional.empty();
    }
    byte[] hash = Sha2.sha256(given.getBytes(UTF_8));
    String name = "";
    for (ApiKey key : keys) {
      if (MessageDigest.isEqual(key.sha256(), hash)) {
        name = key.name();
      }
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }
}
