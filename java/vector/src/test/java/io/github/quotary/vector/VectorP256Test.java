package io.github.quotary.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.EngineAvailability;
import io.github.quotary.crypto.P256Accelerator;
import io.github.quotary.crypto.P256Accelerator.Tier;
import io.github.quotary.vector.lanes.VectorLanes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the engine can be used, and what is said where it cannot. */
class VectorP256Test {
  private static final String ADD_MODULES = "--add-modules=jdk.incubator.vector";

  /** Source code, which a JVM of any version compiles for itself. */
  private static final String ASK =
      """
      import io.github.quotary.crypto.EcdsaP256;

      class Ask {
        public static void main(String[] args) {
          System.out.println(EcdsaP256.accelerated("vector"));
          System.out.println(EcdsaP256.fastest().reason());
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void isFoundAsAService() {
    assertTrue(
        ServiceLoader.load(P256Accelerator.class).stream()
            .anyMatch(provider -> provider.type().equals(VectorP256.class)));
  }

  @Test
  void anOlderJvmIsTold() {
    assertEquals("it needs Java 25 or newer; this is Java 24", reason(24, false, false));
    assertEquals("it needs Java 25 or newer; this is Java 17", reason(17, true, true));
  }

  @Test
  void withoutTheVectorApiItSaysHowToStartJava() {
    assertEquals("start java with --add-modules jdk.incubator.vector", reason(25, false, true));
  }

  @Test
  void narrowVectorsAreUsedOnlyIfAskedFor() {
    assertInstanceOf(Tier.Available.class, VectorP256.find(26, true, true));
    Tier usual = VectorP256.find(25, true, false);
    int bits = VectorLanes.widestVectors();
    assertEquals(bits >= 512, usual instanceof Tier.Available);
    if (usual instanceof Tier.NotAvailable not) {
      assertEquals(
          "vectors have " + bits + " bits here; it needs 512; use the engine java", not.reason());
    }
  }

  @Test
  void aProcessorWithNarrowVectorsIsTold() throws IOException, InterruptedException {
    String output = ask(thisJava(), ADD_MODULES, "-XX:MaxVectorSize=32");
    assertTrue(
        output.contains(
            "NotAvailable[reason=vector: vectors have 256 bits here; it needs 512; use the engine"
                + " java]"),
        output);
  }

  @Test
  void isChosenByItsName() {
    assumeTrue(VectorLanes.widestVectors() >= 512, "LEFT OUT: vectors are narrower here");
    assertInstanceOf(EngineAvailability.Available.class, EcdsaP256.accelerated("vector"));
  }

  @Test
  void aJvmWithoutTheModuleGoesOnWithoutIt() throws IOException, InterruptedException {
    String output = ask(thisJava());
    assertTrue(
        output.contains(
            "NotAvailable[reason=vector: start java with --add-modules jdk.incubator.vector]"),
        output);
    assertTrue(
        output.contains(
            "vector was left out: vector: start java with --add-modules jdk.incubator.vector"),
        output);
  }

  @Test
  void anOlderJvmGoesOnWithoutIt() throws IOException, InterruptedException {
    String older = System.getProperty("quotary.test.older");
    String output = ask(older, "-Dunused");
    assumeTrue(!output.contains("start java with"), "LEFT OUT: an older JVM is not here");
    assertTrue(output.contains("vector: it needs Java 25 or newer; this is Java "), output);
    assertTrue(output.contains(" was the fastest "), output);
  }

  private static String reason(int java, boolean isResolved, boolean anyWidth) {
    return assertInstanceOf(Tier.NotAvailable.class, VectorP256.find(java, isResolved, anyWidth))
        .reason();
  }

  private static String thisJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private String ask(String java, String... options) throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("Ask.java"), ASK);
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            source.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
