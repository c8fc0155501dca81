package io.github.quotary.ingress.run;

import io.github.quotary.ingress.evidence.Evidence;
import io.github.quotary.ingress.evidence.EvidenceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies of the published evidence in a directory that others may read, for a server beside this
 * one. Files of names that are not served any more are taken away. Each file is replaced as a
 * whole, the manifest last: a reader who checks it knows a change under way by digests that do not
 * fit. What visitors of the listener get does not come from here.
 */
public final class EvidenceDirectory {
  /** What an ingress writes there; all else is left alone. */
  private static final Pattern OWN =
      Pattern.compile(
          "acme-account\\.json|quote\\.json|sha256sum\\.txt|cert-[A-Za-z0-9.*-]+\\.pem");

  private final Path folder;

  /** A directory, which is made with the first evidence. */
  public EvidenceDirectory(Path folder) {
    this.folder = folder;
  }

  /**
   * Brings it up to date.
   *
   * @throws IOException if a file could not be written; those before it are new then, and the
   *     manifest is old
   */
  public void write(Evidence evidence) throws IOException {
    Files.createDirectories(folder);
    Map<String, byte[]> files = evidence.copyOfFiles();
    List<String> order = new ArrayList<>(files.keySet());
    order.remove(EvidenceFiles.MANIFEST);
    order.add(EvidenceFiles.MANIFEST);
    for (String name : order) {
      byte[] bytes = files.get(name);
      if (bytes != null) {
        replace(folder.resolve(name), bytes);
      }
    }
    purge(files.keySet());
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(unfinished); // Neither a link nor a file of somebody else's.
    try (FileChannel out =
        FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void purge(Set<String> current) throws IOException {
    List<Path> stale;
    try (Stream<Path> files = Files.list(folder)) {
      stale =
          files
              .filter(file -> OWN.matcher(file.getFileName().toString()).matches())
              .filter(file -> !current.contains(file.getFileName().toString()))
              .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : stale) {
      Files.delete(file);
    }
  }
}
