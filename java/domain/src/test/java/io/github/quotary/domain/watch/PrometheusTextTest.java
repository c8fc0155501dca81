package io.github.quotary.domain.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.report.Check;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
  private static final Pattern SAMPLE =
      Pattern.compile("[a-z_]+\\{([a-z_]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\",?)+\\} -?[0-9]+");

  private static List<String> lines(World world) {
    WatchState state =
        WatchState.empty()
            .after(world.see(), WatchRules.usual(), Set.of("lines", "webhook"))
            .after(
                Observation.faulty("odd \"name\\\n", world.at, "x", Optional.empty()),
                WatchRules.usual(),
                Set.of());
    return PrometheusText.of(state).lines().toList();
  }

  @Test
  void everyLineIsCommentOrSample() {
    for (String line : lines(new World())) {
      assertTrue(line.startsWith("# ") || SAMPLE.matcher(line).matches(), line);
    }
  }

  @Test
  void whatFailsIsSeen() {
    World world = new World();
    world.failing.add(Check.ID_1);
    List<String> lines = lines(world);
    String name = "{name=\"" + World.NAME + "\"";
    assertTrue(lines.contains("quotary_watch_passing" + name + "} 0"), lines::toString);
    assertTrue(lines.contains("quotary_watch_alerts_total" + name + ",kind=\"verdict-change\"} 1"));
    assertTrue(lines.contains("quotary_watch_alerts_owed{sink=\"webhook\"} 1"));
    assertTrue(
        lines.contains("quotary_watch_caa_locked" + name + ",caa_name=\"*.apps.example.net\"} 1"));
    assertEquals(
        1, lines(new World()).stream().filter(l -> l.startsWith("quotary_watch_passing")).count());
  }
}
