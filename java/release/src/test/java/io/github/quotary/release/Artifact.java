package io.github.quotary.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One artifact of a repository: its POM and the files beside it.
 *
 * @param path of its folder in the repository, such as {@code io/github/quotary/quotary-core/0.1.0}
 * @param folder where that is
 * @param pom what it says
 */
record Artifact(Path path, Path folder, Xml pom) {
  /** All artifacts of a repository, by name. */
  static List<Artifact> in(Path repository) throws IOException {
    try (Stream<Path> files = Files.walk(repository)) {
      return files
          .filter(file -> file.toString().endsWith(".pom"))
          .sorted()
          .map(file -> read(repository, file))
          .toList();
    }
  }

  private static Artifact read(Path repository, Path pom) {
    try {
      Path folder = pom.getParent();
      return new Artifact(
          repository.relativize(folder), folder, Xml.parse(Files.readAllBytes(pom)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String id() {
    return path.getName(path.getNameCount() - 2).toString();
  }

  String version() {
    return path.getFileName().toString();
  }

  String group() {
    return path.subpath(0, path.getNameCount() - 2).toString().replace('/', '.');
  }

  boolean hasJar() {
    String packaging = pom.text("packaging");
    return packaging.isEmpty() || packaging.equals("jar");
  }

  /** A file of it, such as {@code -sources.jar}. */
  Path file(String ending) {
    return folder.resolve(id() + "-" + version() + ending);
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
