package io.github.quotary.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the build packed, and the root of the image, unpacked from its layers. */
final class Packed {
  private static final Path FOLDER = Path.of("target/dist");
  private static final Path SAMPLE = Path.of("../../testvectors/vectors/tdx-v4-up-to-date");

  private Packed() {}

  /** The one file of this name. */
  static Path file(String start, String end) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().startsWith(start))
              .filter(file -> file.toString().endsWith(end))
              .toList();
      if (found.size() != 1) {
        throw new IOException(found + " in " + FOLDER);
      }
      return found.get(0).toAbsolutePath();
    }
  }

  static void unpack(Path tar, Path into) throws IOException, InterruptedException {
    Files.createDirectories(into);
    Program.run(List.of("tar", "-xpf", tar.toString(), "-C", into.toString()));
  }

  /** The image's layers, one over the other, with a sample in the home of its user. */
  static Path root(Path folder) throws IOException, InterruptedException {
    Path image = folder.resolve("image");
    unpack(file("quotary-", ".tar"), image);
    Path root = folder.resolve("root");
    String manifest = Files.readString(image.resolve("manifest.json"));
    // In the order in which the manifest names them.
    for (String part : manifest.replaceFirst(".*\"Layers\":\\[", "").split("\"")) {
      if (part.endsWith(".tar.gz")) {
        unpack(image.resolve(part), root);
      }
    }
    Path sample = Files.createDirectory(root.resolve("home/quotary/sample"));
    for (Path file : Folders.files(SAMPLE)) {
      Files.copy(file, sample.resolve(file.getFileName().toString()));
    }
    return root;
  }

  /** A command within the root: as the image's user where the test may change to it. */
  static ProcessBuilder within(Path root, String... command) {
    boolean isRoot = System.getProperty("user.name").equals("root");
    List<String> all = new ArrayList<>(List.of("unshare", "--mount"));
    if (!isRoot) {
      all.add("--map-root-user");
    }
    String as = isRoot ? "--userspec=65532:65532 " : "";
    all.addAll(
        List.of(
            "sh",
            "-c",
            "mount --rbind /proc \"$0/proc\" && mount --rbind /dev \"$0/dev\" && cd / && exec chroot "
                + as
                + "\"$0\" \"$@\"",
            root.toString()));
    all.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().clear();
    builder.environment().put("PATH", "/opt/quotary/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("JAVA_HOME", "/opt/quotary/runtime");
    builder.environment().put("HOME", "/home/quotary");
    builder.environment().put("LANG", "C.UTF-8");
    return builder;
  }

  /** Skips the test where the kernel, or what this runs in, lets nobody have a root of his own. */
  static void assumeRoots(Path root) throws InterruptedException {
    try {
      Program.run(within(root, "/bin/sh", "-c", ":").command());
    } catch (IOException e) {
      assumeTrue(false, "no roots here: " + e.getMessage());
    }
  }
}
