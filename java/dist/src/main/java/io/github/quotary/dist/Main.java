package io.github.quotary.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Packs the command.
 *
 * <p>Arguments: the command's module, already packaged; the folder for what comes of it; the
 * version; the time that files get, in ISO 8601.
 */
public final class Main {
  private Main() {}

  /**
   * Packs.
   *
   * @throws IOException if something is missing or cannot be written
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Command command = Command.of(Path.of(args[0]), args[2], Instant.parse(args[3]));
    Path folder = Path.of(args[1]);
    Folders.delete(folder);
    Files.createDirectories(folder);
    tell(Archive.write(command, folder));
    RootFolder root = RootFolder.make(command, folder.resolve("root"));
    tell(Image.write(command, root, folder));
  }

  private static void tell(Path file) throws IOException {
    System.out.printf("Packed %s, %d MB%n", file, Files.size(file) / 1_000_000);
  }
}
