package io.github.quotary.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The command {@code quotary}: the launcher and the jar of this build, or, where nothing was
 * packaged ({@code mvn test}), the classes.
 */
final class Launcher {
  private Launcher() {}

  static Path in(Path bin) throws IOException {
    Path built = Page.ROOT.resolve("java/cli/target");
    String classPath = System.getProperty("java.class.path");
    boolean isPackaged = !classPath.contains(built.resolve("classes").toString());
    String line =
        isPackaged
            ? "exec '" + built.resolve("bin/quotary") + "' \"$@\""
            : "exec '"
                + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' -XX:TieredStopAtLevel=1 -cp '"
                + classPath
                + "' io.github.quotary.cli.Main \"$@\"";
    Path file = Files.writeString(bin.resolve("quotary"), "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return bin;
  }
}
