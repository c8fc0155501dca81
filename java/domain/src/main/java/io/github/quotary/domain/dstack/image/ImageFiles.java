package io.github.quotary.domain.dstack.image;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The files of an image; each is read once, and what was read is what was checked. */
final class ImageFiles {
  /** Longest text that is read. */
  static final int MAX_TEXT = 1 << 20;

  private static final int BUFFER = 1 << 16;

  private final Path directory;
  private final ImageManifest manifest;
  private final Set<String> checked = new HashSet<>();

  ImageFiles(Path directory) throws IOException, MalformedException {
    this.directory = directory;
    this.manifest = ImageManifest.read(ByteBuffer.wrap(readFile(ImageManifest.NAME, MAX_TEXT)));
  }

  /**
   * Digests of a file.
   *
   * @param sha384 SHA-384
   * @param size bytes
   */
  record Digests(Measurement sha384, long size) {}

  ImageManifest manifest() {
    return manifest;
  }

  /** The contents of a listed file. */
  byte[] read(String name, int most) throws IOException, MalformedException {
    Measurement listed = manifest.entry(name);
    byte[] contents = readFile(name, most);
    require(name, listed, Sha2.sha256(contents));
    return contents;
  }

  private byte[] readFile(String name, int most) throws IOException, MalformedException {
    try (InputStream in = open(name)) {
      byte[] contents = in.readNBytes(most + 1);
      if (contents.length > most) {
        throw new MalformedException(most, name + " has more than " + most + " bytes");
      }
      return contents;
    }
  }

  private InputStream open(String name) throws IOException, MalformedException {
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new MalformedException(0, "the image has no file " + name);
    }
    return Files.newInputStream(file);
  }

  /** Checks a listed file of any size. */
  Digests digests(String name) throws IOException, MalformedException {
    Measurement listed = manifest.entry(name);
    MessageDigest sha256 = Sha2.newDigest("SHA-256");
    MessageDigest sha384 = Sha2.newDigest("SHA-384");
    long size = 0;
    try (InputStream in = open(name)) {
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sha256.update(buffer, 0, count);
        sha384.update(buffer, 0, count);
        size += count;
      }
    }
    require(name, listed, sha256.digest());
    return new Digests(Measurement.of(sha384.digest()), size);
  }

  /** Checks the listed files that have not been read yet. */
  void checkTheRest() throws IOException, MalformedException {
    for (Map.Entry<String, Measurement> entry : manifest.entries().entrySet()) {
      if (!checked.contains(entry.getKey())) {
        digests(entry.getKey());
      }
    }
  }

  private void require(String name, Measurement listed, byte[] sha256) throws MalformedException {
    if (!listed.equals(Measurement.of(sha256))) {
      throw new MalformedException(0, name + " does not match its hash in " + ImageManifest.NAME);
    }
    checked.add(name);
  }
}
