package io.github.quotary.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The checksums beside a file. */
final class Checksums {
  private static final Map<String, String> ALGORITHMS = new LinkedHashMap<>();

  static {
    ALGORITHMS.put(".md5", "MD5");
    ALGORITHMS.put(".sha1", "SHA-1");
    ALGORITHMS.put(".sha256", "SHA-256");
    ALGORITHMS.put(".sha512", "SHA-512");
  }

  private Checksums() {}

  static boolean isChecksum(String name) {
    return ALGORITHMS.keySet().stream().anyMatch(name::endsWith);
  }

  /**
   * What is wrong with the checksums of a file.
   *
   * @param required whether there have to be any; those that are there must be right
   */
  static List<String> problems(Path file, boolean required) throws IOException {
    List<String> problems = new ArrayList<>();
    byte[] bytes = Files.readAllBytes(file);
    for (Map.Entry<String, String> algorithm : ALGORITHMS.entrySet()) {
      Path checksum = file.resolveSibling(file.getFileName() + algorithm.getKey());
      if (!Files.exists(checksum)) {
        if (required) {
          problems.add("no " + checksum.getFileName());
        }
      } else if (!Files.readString(checksum).strip().equals(digest(algorithm.getValue(), bytes))) {
        problems.add(checksum.getFileName() + " is of other bytes");
      }
    }
    return problems;
  }

  static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes all checksums of a file. */
  static void write(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (Map.Entry<String, String> algorithm : ALGORITHMS.entrySet()) {
      Files.writeString(
          file.resolveSibling(file.getFileName() + algorithm.getKey()),
          digest(algorithm.getValue(), bytes));
    }
  }
}
