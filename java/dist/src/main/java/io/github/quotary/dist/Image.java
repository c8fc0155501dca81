package io.github.quotary.dist;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** The container image, as a tar that {@code docker load} and {@code podman load} take. */
final class Image {
  private static final String USER = "65532:65532";
  private static final String SOURCE = "https://github.com/quotary/quotary";
  private static final FilePermissions ANYBODY_WRITES = FilePermissions.fromOctalString("777");
  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
  private static final FilePermissions READABLE = FilePermissions.fromOctalString("644");

  private Image() {}

  static Path write(Command command, RootFolder root, Path folder)
      throws IOException, InterruptedException {
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    Path tar = folder.resolve("quotary-" + command.version() + "-image-" + architecture + ".tar");
    Path cache = Files.createTempDirectory("quotary-image");
    try {
      JibContainerBuilder image =
          Jib.fromScratch()
              .setPlatforms(Set.of(new Platform(architecture, "linux")))
              .setCreationTime(command.time())
              .setUser(USER)
              .addEnvironmentVariable("HOME", "/home/quotary")
              .addEnvironmentVariable("JAVA_HOME", "/opt/quotary/runtime")
              .addEnvironmentVariable("LANG", "C.UTF-8")
              .addEnvironmentVariable("PATH", "/opt/quotary/bin:/bin")
              .setEntrypoint("/opt/quotary/bin/quotary")
              .setWorkingDirectory(AbsoluteUnixPath.get("/home/quotary"))
              .addLabel("org.opencontainers.image.title", "quotary")
              .addLabel("org.opencontainers.image.version", command.version())
              .addLabel("org.opencontainers.image.source", SOURCE)
              .addLabel("org.opencontainers.image.licenses", "Apache-2.0");
      // What changes least comes first.
      for (Part part : Part.values()) {
        image.addFileEntriesLayer(layer(part, command.time(), root));
      }
      image.containerize(
          Containerizer.to(TarImage.at(tar).named("quotary:" + command.version()))
              .setOfflineMode(true)
              .setBaseImageLayersCache(cache)
              .setApplicationLayersCache(cache));
    } catch (InvalidImageReferenceException
        | CacheDirectoryCreationException
        | RegistryException
        | ExecutionException e) {
      throw new IOException("The image cannot be written", e);
    } finally {
      Folders.delete(cache);
    }
    return tar;
  }

  private enum Part {
    SYSTEM,
    RUNTIME,
    COMMAND;

    static Part of(RootFolder root, Path file) {
      if (file.startsWith(root.runtime())) {
        return RUNTIME;
      }
      return file.startsWith(root.home()) ? COMMAND : SYSTEM;
    }
  }

  private static FileEntriesLayer layer(Part part, Instant time, RootFolder root)
      throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(part.name());
    for (Path file : Folders.all(root.path(), Comparator.naturalOrder())) {
      if (file.equals(root.path()) || Part.of(root, file) != part) {
        continue;
      }
      String name = "/" + root.path().relativize(file);
      boolean isOwn = name.equals("/home/quotary");
      // The launcher takes an archive that is newer than its jar.
      Instant modified = name.endsWith(".jsa") ? time.plusSeconds(1) : time;
      layer.addEntry(
          file,
          AbsoluteUnixPath.get(name),
          permissions(file, name),
          modified,
          isOwn ? USER : "0:0");
    }
    return layer.build();
  }

  private static FilePermissions permissions(Path file, String name) {
    if (name.equals("/tmp")) {
      return ANYBODY_WRITES;
    }
    return Files.isDirectory(file) || Files.isExecutable(file) ? EXECUTABLE : READABLE;
  }
}
