package io.github.quotary.service.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file system of the cache, which may be filled if it is small: a tmpfs of some MiB. */
final class Disk {
  private static final long SMALL = 64 << 20;

  private final Path filler;
  private final boolean isSmall;

  Disk(Path folder) throws IOException {
    filler = folder.resolve("filler");
    FileStore store = Files.getFileStore(folder);
    isSmall = store.getTotalSpace() < SMALL;
  }

  /** Whether it can be filled. */
  boolean isSmall() {
    return isSmall;
  }

  void fill() throws IOException {
    if (!isSmall) {
      return;
    }
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // No space is left: that was the aim.
    }
  }

  void clear() throws IOException {
    Files.deleteIfExists(filler);
  }
}
