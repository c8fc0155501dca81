package io.github.quotary.service.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Goes through all weathers again and again, for ten minutes or {@code -Dsoak.minutes}. With {@code
 * -Dsoak.folder}, a small file system of its own, the disk of the cache is full at times. Prints
 * what it saw. {@code SECURITY.md} has the command.
 */
class Soak {
  private static final int INPUTS = 400;
  private static final long MIB_OF_CHANGE = 24;

  @Test
  void nothingIsWrongAndNothingIsLeft() throws IOException {
    Duration length = Duration.ofMinutes(Integer.getInteger("soak.minutes", 10));
    String folder = System.getProperty("soak.folder", "");
    Path disk =
        folder.isEmpty() ? Files.createTempDirectory("soak") : Path.of(folder).toAbsolutePath();
    Footprint before = Footprint.now();
    List<Footprint> during = new ArrayList<>();
    List<Double> perSecond = new ArrayList<>();
    long total = 0;
    long start = System.nanoTime();
    try (SoakRun run = new SoakRun(disk, new Random(2026), Duration.ofSeconds(2))) {
      run.round(Weather.BEGINNING, INPUTS);
      while (System.nanoTime() - start < length.toNanos()) {
        long cycle = System.nanoTime();
        for (Weather weather : Weather.values()) {
          run.round(weather, INPUTS);
        }
        long verdicts = 2L * INPUTS * Weather.values().length;
        total += verdicts;
        perSecond.add(verdicts * 1e9 / (System.nanoTime() - cycle));
        during.add(Footprint.now());
        System.out.printf(
            Locale.ROOT,
            "%,d verdicts, %.0f/s, %s%n",
            total,
            perSecond.get(perSecond.size() - 1),
            during.get(during.size() - 1));
        assertEquals(List.of(), run.wrong());
      }
      run.verdicts().forEach((weather, counts) -> System.out.println(weather + " " + counts));
      System.out.println("the disk was filled: " + run.disk().isSmall());
    }
    Footprint after = Footprint.now();
    System.out.println("before " + before + ", after " + after);
    Footprint settled = during.get(during.size() / 3);
    Footprint last = during.get(during.size() - 1);
    assertTrue(last.heapMib() - settled.heapMib() < MIB_OF_CHANGE, during::toString);
    assertTrue(last.threads() <= settled.threads() + 20, during::toString);
    assertTrue(last.files() <= settled.files() + 40, during::toString);
  }
}
