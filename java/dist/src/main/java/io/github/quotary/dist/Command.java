package io.github.quotary.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The command as its module made it.
 *
 * @param jar with all that it needs
 * @param launcher the shell script that starts it
 * @param archiver the program that makes a class archive, in Java
 * @param licence of the project
 * @param version of the project
 * @param time that packed files get
 */
record Command(Path jar, Path launcher, Path archiver, Path licence, String version, Instant time) {

  /**
   * The command of a module that is packaged.
   *
   * @throws NoSuchFileException if it is not
   */
  static Command of(Path module, String version, Instant time) throws IOException {
    Path launcher = module.resolve("src/launcher");
    return new Command(
        existing(module.resolve("target/quotary.jar")),
        existing(launcher.resolve("quotary")),
        existing(launcher.resolve("MakeArchive.java")),
        existing(module.resolve("../../LICENSE")),
        version,
        time);
  }

  private static Path existing(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "package the command's module first");
    }
    return file.toRealPath();
  }
}
