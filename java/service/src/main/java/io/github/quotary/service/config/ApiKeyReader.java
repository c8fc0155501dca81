package io.github.quotary.service.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Reads the keys of clients. */
final class ApiKeyReader {
  private static final int HASH = 32;
  private static final int MAX_KEYS = 10_000;

  private ApiKeyReader() {}

  /** The keys of {@code apiKeys}; none without it. */
  static List<ApiKey> read(Members root) {
    List<ApiKey> keys = new ArrayList<>();
    JsonNode array = root.take("apiKeys").orElse(null);
    if (array == null) {
      return keys;
    }
    if (!array.isArray() || array.size() > MAX_KEYS) {
      throw new SettingsException("apiKeys must be an array of at most " + MAX_KEYS + " objects");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < array.size(); i++) {
      String place = "apiKeys[" + i + "]";
      Members key = new Members(array.get(i), place, Path.of(""));
      String name = key.requiredText("name");
      if (!names.add(name)) {
        throw new SettingsException(place + ".name is \"" + name + "\", which was there before");
      }
      keys.add(new ApiKey(name, hash(key.requiredText("sha256"), place)));
      key.end();
    }
    return keys;
  }

  /** The value is not repeated: somebody may have written the key itself. */
  private static byte[] hash(String hex, String place) {
    try {
      byte[] hash = HexFormat.of().parseHex(hex);
      if (hash.length == HASH) {
        return hash;
      }
    } catch (IllegalArgumentException e) {
      // It is told below.
    }
    throw new SettingsException(
        place
            + ".sha256 must be the SHA-256 of the key, 64 hexadecimal digits; the value given has"
            + " another form");
  }
}
