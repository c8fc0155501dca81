package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, with a Java that tells how it was called. */
class LauncherTest {
  private static final Path SOURCES = Path.of("src", "launcher").toAbsolutePath();
  private static final String BRIEF = "-XX:TieredStopAtLevel=1";

  @TempDir private Path folder;

  private Path launcher;
  private Path jar;
  private Path java;
  private Path archive;
  private final Map<String, String> environment = new HashMap<>();

  private record Ran(int code, String out, String err, long pid) {
    List<String> words() {
      return out.lines().toList();
    }
  }

  @BeforeEach
  void install() throws IOException {
    Path place = Files.createDirectories(folder.toRealPath().resolve("in a place"));
    launcher = Files.createDirectories(place.resolve("bin")).resolve("quotary");
    Files.copy(SOURCES.resolve("quotary"), launcher);
    jar = Files.writeString(place.resolve("quotary.jar"), "");
    java = Files.createDirectories(folder.toRealPath().resolve("a JVM"));
    script(
        Files.createDirectories(java.resolve("bin")).resolve("java"),
        "echo $$; for word; do echo \"$word\"; done; exit ${CODE:-0}");
    Files.writeString(java.resolve("release"), "A=\"b\"\nJAVA_RUNTIME_VERSION=\"17.0.1+2-X\"\n");
    environment.put("JAVA_HOME", java.toString());
    archive = place.resolve("quotary-17.0.1+2-X.jsa");
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void addArchive(Path ofJar, Path ofJava) throws IOException {
    Files.writeString(archive, "");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(9)));
    Files.writeString(Path.of(archive + ".of"), ofJar + "\n" + ofJava + "\n");
  }

  private Ran run(Path program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> its = builder.environment();
    List.of("JAVA_HOME", "JAVA_OPTS", "QUOTARY_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
        .forEach(its::remove);
    its.putAll(environment);
    Path err = folder.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out, Files.readString(err), process.pid());
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    Ran ran = run(launcher, "verify", "a b", "", "*", "$HOME", "--", "-x");
    List<String> words = ran.words();
    int at = words.indexOf("-jar");
    assertEquals(
        List.of("-jar", jar.toString(), "verify", "a b", "", "*", "$HOME", "--", "-x"),
        words.subList(at, words.size()));
    assertEquals("", ran.err());
  }

  @Test
  void theJvmTakesTheLaunchersPlaceSoSignalsReachIt() throws Exception {
    Ran ran = run(launcher, "serve");
    assertEquals(String.valueOf(ran.pid()), ran.words().get(0));
  }

  @Test
  void theExitCodeIsTheCommands() throws Exception {
    environment.put("CODE", "11");
    assertEquals(11, run(launcher, "verify").code());
  }

  @Test
  void linksLeadToTheJar() throws Exception {
    Path far = Files.createDirectories(folder.resolve("far"));
    Path absolute = Files.createSymbolicLink(far.resolve("one"), launcher);
    Path relative =
        Files.createSymbolicLink(folder.resolve("a link"), Path.of("far").resolve("one"));
    for (Path link : List.of(absolute, relative)) {
      assertTrue(run(link, "x").words().contains(jar.toString()), link.toString());
    }
  }

  @Test
  void anArchiveThatFitsIsUsed() throws Exception {
    addArchive(jar, java);
    String option = "-XX:SharedArchiveFile=" + archive;
    assertTrue(run(launcher, "verify", "x").words().contains(option));
    assertTrue(run(launcher, "serve").words().contains(option));
    assertFalse(run(launcher, "--version").words().contains(option), "it is too large for that");
  }

  @ParameterizedTest
  @ValueSource(strings = {"another jar", "another JVM", "another version", "older", "half"})
  void anArchiveThatDoesNotFitIsNotUsed(String which) throws Exception {
    addArchive(
        which.equals("another jar") ? jar.resolveSibling("copied.jar") : jar,
        which.equals("another JVM") ? folder : java);
    switch (which) {
      case "another version" ->
          Files.writeString(java.resolve("release"), "JAVA_RUNTIME_VERSION=\"17.0.2+1\"\n");
      case "older" -> Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH));
      case "half" -> Files.delete(Path.of(archive + ".of"));
      default -> {}
    }
    Ran ran = run(launcher, "verify", "x");
    assertFalse(ran.out().contains("SharedArchiveFile"), ran.out());
    assertEquals(0, ran.code());
    assertEquals("", ran.err());
  }

  @Test
  void theUsersOptionsAreTheLast() throws Exception {
    environment.put("JAVA_OPTS", "-Xmx1g -Da=*");
    environment.put("QUOTARY_OPTS", "-XX:TieredStopAtLevel=4");
    List<String> words = run(launcher, "verify", "x").words();
    int at = words.indexOf("-jar");
    assertEquals(List.of("-Xmx1g", "-Da=*", "-XX:TieredStopAtLevel=4"), words.subList(at - 3, at));
  }

  @Test
  void aCollectorOfTheUserHasNoOtherBesideIt() throws Exception {
    assertTrue(run(launcher, "verify").out().contains("-XX:+UseSerialGC"));
    environment.put("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC");
    assertFalse(run(launcher, "verify").out().contains("-XX:+UseSerialGC"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "batch x", "domain watch x", "ingress run x", "@arguments"})
  void whatRunsForLongIsCompiledBetter(String line) throws Exception {
    assertFalse(run(launcher, line.split(" ")).out().contains(BRIEF));
    assertTrue(run(launcher, "verify", "x").out().contains(BRIEF));
  }

  @Test
  void withoutJavaHomeItIsTheJavaOfThePath() throws Exception {
    environment.remove("JAVA_HOME");
    Path link = Files.createDirectories(folder.resolve("path")).resolve("java");
    Files.createSymbolicLink(link, java.resolve("bin").resolve("java"));
    environment.put("PATH", link.getParent() + ":" + System.getenv("PATH"));
    addArchive(jar, java);
    assertTrue(run(launcher, "x").words().contains("-XX:SharedArchiveFile=" + archive));
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    environment.put("JAVA_HOME", folder.resolve("none").toString());
    Ran ran = run(launcher, "x");
    assertEquals(2, ran.code());
    assertTrue(ran.err().startsWith("quotary: there is no Java in JAVA_HOME, "), ran.err());
    Files.delete(jar);
    assertEquals("quotary: " + jar + " is missing\n", run(launcher, "x").err());
  }

  /** Stands for the command. */
  static final class Command {
    public static void main(String[] args) {
      System.out.println(String.join("|", args));
      System.exit(7);
    }
  }

  @Test
  void aRealJvmRunsItWithoutAnArchive() throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Command.class.getName());
    String file = Command.class.getName().replace('.', '/') + ".class";
    try (OutputStream to = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(to, manifest);
        InputStream in = Command.class.getResourceAsStream("/" + file)) {
      out.putNextEntry(new JarEntry(file));
      in.transferTo(out);
    }
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    for (String command : List.of("verify", "serve")) {
      Ran ran = run(launcher, command, "a b");
      assertEquals(command + "|a b\n", ran.out());
      assertEquals(7, ran.code());
      assertEquals("", ran.err());
    }
  }

  @Test
  void whereNoArchiveCanBeMadeThatIsSaidInALineAndNoError() throws Exception {
    Path program = SOURCES.resolve("MakeArchive.java");
    Path real = Path.of(System.getProperty("java.home"), "bin", "java");
    Ran ran = run(real, program.toString(), jar.toString());
    assertEquals(0, ran.code());
    assertEquals(1, ran.words().size(), ran.out());
    assertTrue(ran.out().startsWith("No class archive for "), ran.out());
    assertFalse(Files.exists(archive));
  }
}
