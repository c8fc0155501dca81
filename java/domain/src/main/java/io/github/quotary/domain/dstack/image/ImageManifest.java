package io.github.quotary.domain.dstack.image;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image's {@code sha256sum.txt}: for each file a line of 64 hexadecimal digits, white space and
 * a flat name. Its own SHA-256 is the image's hash.
 *
 * @param imageHash SHA-256 of the text, 32 bytes
 * @param entries SHA-256 of each file, by name
 */
record ImageManifest(Measurement imageHash, Map<String, Measurement> entries) {
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{64})[ \\t]+\\*?([A-Za-z0-9][A-Za-z0-9._+-]{0,127})");

  static final String NAME = "sha256sum.txt";

  static ImageManifest read(ByteBuffer text) throws MalformedException {
    Map<String, Measurement> entries = new LinkedHashMap<>();
    List<String> lines =
        StandardCharsets.ISO_8859_1.decode(text.duplicate()).toString().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      Matcher entry = LINE.matcher(lines.get(i).strip());
      if (!entry.matches() || entry.group(2).equals(NAME)) {
        throw new MalformedException(0, NAME + " is malformed in line " + (i + 1));
      }
      if (entries.put(entry.group(2), Measurement.fromHex(entry.group(1))) != null) {
        throw new MalformedException(0, NAME + " lists " + entry.group(2) + " twice");
      }
    }
    return new ImageManifest(Measurement.of(Sha2.sha256(text)), entries);
  }

  /** The hash of a file that must be listed. */
  Measurement entry(String name) throws MalformedException {
    Measurement hash = entries.get(name);
    if (hash == null) {
      throw new MalformedException(0, NAME + " does not list " + name);
    }
    return hash;
  }
}
