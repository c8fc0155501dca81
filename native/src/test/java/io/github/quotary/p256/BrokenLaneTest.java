package io.github.quotary.p256;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.qvl.Compiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A library with a lane that is broken on purpose does not pass unnoticed. */
class BrokenLaneTest {
  @Test
  void theSelfTestAndShadowModeFindIt() {
    Path home = Path.of(System.getProperty("java.home"));
    assumeTrue(
        Files.isRegularFile(home.resolve("include/jni.h")), "LEFT OUT: this JDK has no jni.h");
    Path library = Compiler.lanesLibrary("libbroken", "-DP256_BROKEN_LANE=1");
    Compiler.Run run =
        Compiler.run(
            List.of(
                home.resolve("bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dquotary.native.library=" + library,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "io.github.quotary.crypto.BrokenLane"));
    assertEquals(0, run.exitCode(), run.output());
    List<String> tiers = run.output().lines().filter(line -> line.startsWith("native:")).toList();
    assertTrue(tiers.size() > 0, run.output());
    for (String tier : tiers) {
      // The scalar tiers have lane 0 alone.
      boolean broken = tier.startsWith("native:avx");
      assertEquals(!broken, tier.contains("self-test: passed"), tier);
      assertEquals(broken, tier.contains("shadow: bc ("), tier);
    }
  }
}
