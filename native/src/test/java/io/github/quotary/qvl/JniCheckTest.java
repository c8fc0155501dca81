package io.github.quotary.qvl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The tests that cross the border, once more in a JVM of their own with {@code -Xcheck:jni}, whose
 * output is read: the JVM reports a misuse there and goes on.
 */
class JniCheckTest {
  private static final Pattern REPORT =
      Pattern.compile("(WARNING|FATAL ERROR) in native method|JNI.*(exceeds|ASSERT)");

  @Test
  void findsNothingToReport() {
    Compiler.assumeGcc();
    Compiler.Run run =
        Compiler.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xcheck:jni",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                BorderTests.class.getName()));
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("tests passed"), run.output());
    assertFalse(REPORT.matcher(run.output()).find(), run.output());
  }
}
