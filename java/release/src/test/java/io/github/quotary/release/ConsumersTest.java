package io.github.quotary.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs of others, in {@code consumers}, built from what would be published. Each verifies a
 * sample on every JDK that is here, and nothing is written to standard error: no logging library
 * complains, no JDK warns.
 */
class ConsumersTest {
  private static final Path SAMPLE =
      Path.of("../../testvectors/vectors/tdx-v4-up-to-date").toAbsolutePath().normalize();
  private static final String AT = "2026-06-15T00:00:00Z";

  /** Where a version 4 quote has the TD's MRTD. */
  private static final int MRTD = 48 + 136;

  private static List<Path> jdks() {
    return Stream.of(System.getProperty("java.home"), System.getProperty("quotary.jdk25", ""))
        .filter(home -> !home.isEmpty())
        .map(Path::of)
        .distinct()
        .toList();
  }

  private static List<String> sample() throws IOException {
    byte[] quote = Files.readAllBytes(SAMPLE.resolve("quote.bin"));
    return List.of(SAMPLE.toString(), HexFormat.of().formatHex(quote, MRTD, MRTD + 48), AT);
  }

  private static void verifies(List<String> java) throws IOException {
    List<String> command = new ArrayList<>(java);
    command.addAll(sample());
    Consumer.Run run = Consumer.run(Path.of("").toAbsolutePath(), command);
    assertEquals("TRUSTED\n", run.out(), command + run.err());
    assertEquals("", run.err(), command.toString());
    assertEquals(0, run.exitCode(), command.toString());
  }

  private static String java(Path jdk) {
    return jdk.resolve("bin/java").toString();
  }

  @Test
  void classPathVerifiesWithTheNativeEngine() throws IOException {
    Consumer consumer = Consumer.build("classpath");
    String path = consumer.classes() + File.pathSeparator + consumer.lib() + "/*";
    for (Path jdk : jdks()) {
      List<String> command =
          List.of(
              java(jdk), "--enable-native-access=ALL-UNNAMED", "-cp", path, "com.example.Verify");
      verifies(command);
    }
  }

  @Test
  void modulesVerifyWithTheNativeEngine() throws IOException {
    Consumer consumer = Consumer.build("modules");
    String path = consumer.classes() + File.pathSeparator + consumer.lib();
    for (Path jdk : jdks()) {
      verifies(
          List.of(
              java(jdk),
              "--enable-native-access=io.github.quotary.qvl",
              "--add-modules=io.github.quotary.qvl.linux.x86_64",
              "-p",
              path,
              "-m",
              "com.example.modules/com.example.Verify"));
    }
  }

  /** The core and all that it needs are modules with descriptors. */
  @Test
  void coreFitsInARuntimeOfItsOwn(@TempDir Path images) throws IOException {
    Consumer consumer = Consumer.build("small");
    for (Path jdk : jdks()) {
      Path image = images.resolve(jdk.getFileName().toString());
      Consumer.Run link =
          Consumer.run(
              images,
              List.of(
                  jdk.resolve("bin/jlink").toString(),
                  "-p",
                  consumer.classes() + File.pathSeparator + consumer.lib(),
                  "--add-modules",
                  "com.example.small",
                  // Bouncy Castle's jar is signed, and an image has no signatures.
                  "--ignore-signing-information",
                  "--strip-debug",
                  "--no-header-files",
                  "--no-man-pages",
                  "--output",
                  image.toString()));
      assertEquals(0, link.exitCode(), link.out() + link.err());
      verifies(List.of(java(image), "-m", "com.example.small/com.example.Verify"));
    }
  }

  @Test
  void everyArtifactResolves() throws IOException {
    List<String> jars =
        Consumer.build("everything").jars().stream()
            .map(jar -> jar.getFileName().toString())
            .toList();
    for (Artifact artifact : Artifact.in(Bundle.repository())) {
      String jar = artifact.file(".jar").getFileName().toString();
      assertTrue(!artifact.hasJar() || jars.contains(jar), "no " + jar + " in " + jars);
    }
    jars.forEach(jar -> assertTrue(!jar.matches("(junit|jqwik|archunit|spark-).*"), jar));
  }

  @Test
  void coordinatesOfTheGradleSampleExist() throws IOException {
    Path repository = Bundle.repository();
    String version = Consumer.version(repository);
    Matcher coordinates =
        Pattern.compile("\"io\\.github\\.quotary:([a-z0-9-]+)(?:::([a-z0-9_-]+))?[:\"]")
            .matcher(Files.readString(Path.of("consumers/gradle/build.gradle.kts")));
    int found = 0;
    while (coordinates.find()) {
      String id = coordinates.group(1);
      String ending =
          coordinates.group(2) != null
              ? "-" + coordinates.group(2) + ".jar"
              : id.equals("quotary-bom") ? ".pom" : ".jar";
      Path file =
          repository.resolve(
              "io/github/quotary/" + id + "/" + version + "/" + id + "-" + version + ending);
      assertTrue(Files.exists(file), "no " + file);
      found++;
    }
    assertEquals(7, found);
  }

  /** By the script for its version: Debian's Gradle is 4.4, and newer ones read Kotlin. */
  @Test
  void gradleBuildsItsSample() throws IOException {
    Path repository = Bundle.repository();
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gradle"))),
        "LEFT OUT: gradle is not installed");
    Path sample = Consumer.copyOf("gradle");
    String arguments = String.join(" ", sample());
    List<String> command =
        new ArrayList<>(
            List.of(
                "gradle",
                "--no-daemon",
                "-q",
                "-Pquotary.version=" + Consumer.version(repository),
                "-Pquotary.repository=" + repository.toUri(),
                "run"));
    if (gradleVersion(sample) < 7) {
      command.addAll(List.of("-b", "gradle4.gradle", "-Parguments=" + arguments));
    } else {
      command.add("--args=" + arguments);
    }
    Consumer.Run run = Consumer.run(sample, command);
    // Debian's gradle says first which JVM it takes.
    assertTrue(run.out().endsWith("TRUSTED\n"), command + run.out() + run.err());
    assertEquals(0, run.exitCode(), command + run.err());
  }

  private static int gradleVersion(Path folder) throws IOException {
    Consumer.Run run = Consumer.run(folder, List.of("gradle", "--no-daemon", "--version"));
    Matcher version = Pattern.compile("(?m)^Gradle (\\d+)").matcher(run.out());
    assertTrue(version.find(), run.out() + run.err());
    return Integer.parseInt(version.group(1));
  }
}
