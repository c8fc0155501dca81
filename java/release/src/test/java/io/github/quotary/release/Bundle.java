package io.github.quotary.release;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The bundle that the release would send, unpacked once: a Maven repository. */
final class Bundle {
  private static final Path FOLDER = Path.of("target/bundle").toAbsolutePath();

  private Bundle() {}

  /** The repository; tests are skipped where no bundle was made. */
  static Path repository() throws IOException {
    String bundle = System.getProperty("quotary.bundle", "");
    assumeFalse(bundle.isEmpty(), "LEFT OUT: no bundle was made; .ci/release dry-run makes one");
    return Unpacked.REPOSITORY;
  }

  private static final class Unpacked {
    static final Path REPOSITORY = unpack(Path.of(System.getProperty("quotary.bundle")));

    private static Path unpack(Path bundle) {
      Path folder = FOLDER.resolve(Long.toString(ProcessHandle.current().pid()));
      try (ZipFile zip = new ZipFile(bundle.toFile())) {
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
          write(zip, entries.nextElement(), folder);
        }
        return folder;
      } catch (IOException e) {
        throw new IllegalStateException("Cannot unpack " + bundle, e);
      }
    }

    private static void write(ZipFile zip, ZipEntry entry, Path folder) throws IOException {
      Path file = folder.resolve(entry.getName()).normalize();
      if (!file.startsWith(folder)) {
        throw new IOException("Outside the bundle: " + entry.getName());
      }
      if (!entry.isDirectory()) {
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
          Files.write(file, in.readAllBytes());
        }
      }
    }
  }
}
