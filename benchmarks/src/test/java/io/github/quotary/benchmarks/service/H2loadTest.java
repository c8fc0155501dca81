package io.github.quotary.benchmarks.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2loadTest {
  @TempDir private Path folder;

  @Test
  void countsAnswersByStatusAndTimesThoseThatWereGiven() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log"),
            "1000000\t200\t1000\n1000500\t429\t90000\n1500000\t200\t3000\n1600000\t-1\t10\n"
                + "1900000\t200\t100000\n");
    H2load.Load load = H2load.read(log);
    assertEquals(3, load.verdicts());
    assertEquals(1, load.refused());
    assertEquals(1, load.others());
    assertEquals(1.0, load.seconds(), 1e-9);
    assertEquals(3.0, load.p50Millis(), 1e-9);
    assertEquals(3.0, load.perSecond(), 1e-9);
  }
}
