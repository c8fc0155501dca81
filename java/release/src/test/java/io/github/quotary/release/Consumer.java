package io.github.quotary.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A project of somebody else, built by Maven from the bundle and Maven Central alone. */
final class Consumer {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** What a program wrote. */
  record Run(int exitCode, String out, String err) {}

  private final Path folder;

  private Consumer(Path folder) {
    this.folder = folder;
  }

  /** Copies a project and runs a phase of Maven in it. */
  static Consumer build(String name) throws IOException {
    Path repository = Bundle.repository();
    Path folder = copyOf(name);
    Path settings = TARGET.resolve("consumers").resolve("settings.xml");
    Files.writeString(settings, settings(repository));
    Run run =
        run(
            folder,
            List.of(
                System.getProperty("quotary.maven"),
                "-B",
                "-ntp",
                "-q",
                "-s",
                settings.toString(),
                "-Dmaven.repo.local=" + TARGET.resolve("consumers").resolve("repository"),
                "-Dquotary.version=" + version(repository),
                "clean",
                "process-classes"));
    assertEquals(0, run.exitCode(), run.out() + run.err());
    return new Consumer(folder);
  }

  static String version(Path repository) throws IOException {
    return Artifact.in(repository).get(0).version();
  }

  Path classes() {
    return folder.resolve("target/classes");
  }

  Path lib() {
    return folder.resolve("target/lib");
  }

  /** The jars that the project needs at run time. */
  List<Path> jars() throws IOException {
    try (Stream<Path> jars = Files.list(lib())) {
      return jars.sorted().toList();
    }
  }

  /** What was downloaded before is taken from there, as from a repository: it is quick. */
  private static String settings(Path bundle) {
    String repositories =
        repository("bundle", bundle)
            + repository("downloaded", Path.of(System.getProperty("quotary.local-repository")));
    return "<settings><profiles><profile><id>here</id><repositories>"
        + repositories
        + "</repositories><pluginRepositories>"
        + repositories
            .replace("<repository>", "<pluginRepository>")
            .replace("</repository>", "</pluginRepository>")
        + "</pluginRepositories></profile></profiles>"
        + "<activeProfiles><activeProfile>here</activeProfile></activeProfiles></settings>";
  }

  private static String repository(String id, Path folder) {
    return "<repository><id>"
        + id
        + "</id><url>"
        + folder.toUri()
        + "</url><releases><checksumPolicy>ignore</checksumPolicy></releases></repository>";
  }

  /** A copy of a project, to build in. */
  static Path copyOf(String name) throws IOException {
    Path from = Path.of("consumers").resolve(name);
    Path to = TARGET.resolve("consumers").resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                Path copy = to.resolve(from.relativize(file).toString());
                try {
                  Files.createDirectories(copy.getParent());
                  Files.write(copy, Files.readAllBytes(file));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return to;
  }

  /** Runs a program to its end. */
  static Run run(Path folder, List<String> command) throws IOException {
    Path out = Files.createTempFile(Files.createDirectories(TARGET), "out", ".txt");
    Path err = Files.createTempFile(TARGET, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command)).directory(folder.toFile());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("MAVEN_ARGS");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      return new Run(
          ended ? process.exitValue() : -1, Files.readString(out), Files.readString(err));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }
}
