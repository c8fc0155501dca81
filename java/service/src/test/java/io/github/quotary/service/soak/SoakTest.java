package io.github.quotary.service.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every weather once; {@link Soak} goes on for hours. */
@Timeout(120)
class SoakTest {
  @TempDir private Path folder;

  @Test
  void noVerdictIsWrongInAnyWeather() throws IOException {
    try (SoakRun run = new SoakRun(folder, new Random(1), Duration.ofSeconds(30))) {
      run.round(Weather.FAIR, 100);
      assertEquals(List.of(), run.wrong());
      assertTrue(run.verdicts().get(Weather.FAIR).get("verified") > 50);
      for (Weather weather : Weather.values()) {
        run.round(weather, 20);
      }
      run.round(Weather.FAIR, 20);
      assertEquals(List.of(), run.wrong());
    }
  }
}
