package io.github.quotary.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * Makes the class archive of the image: within its root, for an archive knows where its jar is. It
 * needs a kernel that lets users have name spaces of their own; without, the image has none, and
 * starts slower.
 */
final class ClassArchive {
  private static final String WITHIN =
      "mount --rbind /proc \"$0/proc\" && mount --rbind /dev \"$0/dev\" && cd / && exec chroot"
          + " \"$0\" /opt/quotary/runtime/bin/java -XX:TieredStopAtLevel=1 -cp /archiver"
          + " MakeArchive /opt/quotary/quotary.jar /opt/quotary/runtime";

  private ClassArchive() {}

  static void make(Command command, RootFolder root) throws IOException, InterruptedException {
    Path archiver = root.path().resolve("archiver");
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", archiver.toString(), command.archiver().toString());
    if (code != 0) {
      throw new IOException(command.archiver() + " does not compile");
    }
    try {
      System.out.print(
          Program.run(
              List.of(
                  "unshare",
                  "--map-root-user",
                  "--mount",
                  "sh",
                  "-c",
                  WITHIN,
                  root.path().toAbsolutePath().toString())));
    } catch (IOException e) {
      System.out.println("No class archive, so the image starts slower: " + e.getMessage());
    } finally {
      Folders.delete(archiver);
      Folders.delete(root.path().resolve("tmp"));
      Files.createDirectories(root.path().resolve("tmp"));
    }
  }
}
