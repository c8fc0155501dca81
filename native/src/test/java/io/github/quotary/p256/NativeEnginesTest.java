package io.github.quotary.p256;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.qvl.Compiler;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The core's tests of engines, with every tier that this machine has, in a JVM with {@code
 * -Xcheck:jni}, whose output is read.
 */
class NativeEnginesTest {
  private static final Pattern REPORT =
      Pattern.compile("(WARNING|FATAL ERROR) in native method|JNI.*(exceeds|ASSERT)");

  @Test
  void passTheTestsOfEngines() throws URISyntaxException {
    Compiler.assumeGcc();
    Path core =
        Path.of(EcdsaP256.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolveSibling("test-classes");
    assumeTrue(
        Files.isDirectory(core), "LEFT OUT: the core's tests are not compiled; build it with them");
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Compiler.Run run =
        Compiler.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xcheck:jni",
                "--enable-native-access=ALL-UNNAMED",
                "-Dquotary.agreement=" + System.getProperty("quotary.agreement", "20000"),
                "-cp",
                path + File.pathSeparator + core,
                EngineTests.class.getName()));
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("tests passed"), run.output());
    assertTrue(run.output().contains("native:portable"), run.output());
    assertFalse(REPORT.matcher(run.output()).find(), run.output());
  }
}
