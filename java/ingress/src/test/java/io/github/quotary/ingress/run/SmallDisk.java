package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of its own in memory, which may be full or read-only; only root can make one. */
final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  static SmallDisk mount(Path folder) throws Exception {
    Files.createDirectories(folder);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k", "none", folder.toString()),
        "no file system can be mounted: that needs root");
    return new SmallDisk(folder);
  }

  Path folder() {
    return folder;
  }

  /** Files that are open stay as they are. */
  void readOnly(boolean is) throws IOException {
    String path = folder.toString();
    boolean done =
        is
            ? run("mount", "--bind", path, path) && run("mount", "-o", "remount,bind,ro", path)
            : run("umount", path);
    if (!done) {
      throw new IllegalStateException("not mounted again");
    }
  }

  /** Writes until nothing more can be written. */
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("ballast"))) {
      byte[] block = new byte[512];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space")) {
        throw e;
      }
    }
  }

  void free() throws IOException {
    Files.delete(folder.resolve("ballast"));
  }

  private static boolean run(String... command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", folder.toString());
  }
}
