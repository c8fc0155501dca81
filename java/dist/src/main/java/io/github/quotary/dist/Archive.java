package io.github.quotary.dist;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * The archive to unpack: launcher, jar, man pages, completions and licences below one folder. It
 * needs a Java on the machine. The same commit gives the same bytes.
 */
final class Archive {
  private static final int EXECUTABLE = 0755;
  private static final int READABLE = 0644;

  private Archive() {}

  static Path write(Command command, Path folder) throws IOException, InterruptedException {
    String name = "quotary-" + command.version();
    Path unpacked = folder.resolve(name);
    copy(command.launcher(), unpacked.resolve("bin/quotary"));
    copy(command.jar(), unpacked.resolve("quotary.jar"));
    copy(command.archiver(), unpacked.resolve("share/quotary/MakeArchive.java"));
    copy(command.licence(), unpacked.resolve("LICENSE"));
    quotary(command, "help", "--man", unpacked.resolve("share/man/man1").toString());
    write(
        unpacked.resolve("share/bash-completion/completions/quotary"),
        quotary(command, "completion", "bash"));
    write(
        unpacked.resolve("share/zsh/site-functions/_quotary"),
        quotary(command, "completion", "zsh"));
    Path archive = folder.resolve(name + ".tar.gz");
    pack(command, folder, unpacked, archive);
    return archive;
  }

  private static String quotary(Command command, String... arguments)
      throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    List<String> all = new ArrayList<>(List.of(java.toString(), "-jar"));
    all.add(command.jar().toString());
    all.addAll(List.of(arguments));
    return Program.run(all);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }

  private static void write(Path to, String text) throws IOException {
    Files.createDirectories(to.getParent());
    Files.writeString(to, text);
  }

  private static void pack(Command command, Path folder, Path unpacked, Path archive)
      throws IOException {
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(
            new GzipCompressorOutputStream(
                new BufferedOutputStream(Files.newOutputStream(archive))))) {
      for (Path file : Folders.files(unpacked)) {
        String name = folder.relativize(file).toString();
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(Files.size(file));
        entry.setLastModifiedTime(FileTime.from(command.time()));
        entry.setMode(name.endsWith("/bin/quotary") ? EXECUTABLE : READABLE);
        tar.putArchiveEntry(entry);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
      }
    }
  }
}
