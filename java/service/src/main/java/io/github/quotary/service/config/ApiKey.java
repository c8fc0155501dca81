package io.github.quotary.service.config;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client's key, of which only the hash is known.
 *
 * @param name who has it, for metrics and limits
 * @param sha256 32 bytes, not copied: SHA-256 of the key's UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are not copied on the way.
public record ApiKey(String name, byte[] sha256) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiKey key
        && name.equals(key.name)
        && Arrays.equals(sha256, key.sha256);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, Arrays.hashCode(sha256));
  }

  @Override
  public String toString() {
    return "key of " + name;
  }
}
