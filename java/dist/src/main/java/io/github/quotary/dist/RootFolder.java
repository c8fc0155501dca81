package io.github.quotary.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * The file system of the image: the command below {@code /opt/quotary}, with a Java runtime of the
 * modules that it needs, and of this machine's system a shell and the libraries that these load.
 *
 * @param path the folder that is the image's root
 */
record RootFolder(Path path) {
  /** What the command needs; the last four are found by name at run time. */
  private static final String MODULES =
      "java.base,java.logging,java.management,java.naming,java.net.http,java.xml,jdk.httpserver,"
          + "jdk.jfr,jdk.management,jdk.unsupported,jdk.crypto.ec,jdk.naming.dns,jdk.net,jdk.zipfs";

  static RootFolder make(Command command, Path path) throws IOException, InterruptedException {
    RootFolder root = new RootFolder(path);
    for (String empty : List.of("tmp", "proc", "dev", "home/quotary")) {
      Files.createDirectories(path.resolve(empty));
    }
    Files.createDirectories(root.home().resolve("bin"));
    root.link();
    Path jar = Files.copy(command.jar(), root.home().resolve("quotary.jar"));
    // A class archive knows its jar by time and size.
    Files.setLastModifiedTime(jar, FileTime.from(command.time()));
    Files.copy(command.launcher(), root.home().resolve("bin/quotary"));
    Files.copy(command.licence(), root.home().resolve("LICENSE"));
    SystemFiles.copy(root);
    ClassArchive.make(command, root);
    return root;
  }

  /** Where the command is. */
  Path home() {
    return path.resolve("opt/quotary");
  }

  Path runtime() {
    return home().resolve("runtime");
  }

  private void link() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"));
    Program.run(
        List.of(
            java.resolve("bin/jlink").toString(),
            "--add-modules",
            MODULES,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress=2",
            "--output",
            runtime().toString()));
    // The launcher knows an archive by it.
    Files.writeString(
        runtime().resolve("release"),
        "JAVA_RUNTIME_VERSION=\"" + System.getProperty("java.runtime.version") + "\"\n",
        StandardOpenOption.APPEND);
  }
}
