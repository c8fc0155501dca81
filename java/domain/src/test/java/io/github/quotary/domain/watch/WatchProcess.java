package io.github.quotary.domain.watch;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A watch over a script in a process of its own, to be killed. */
final class WatchProcess {
  private WatchProcess() {}

  /**
   * Plays what is left of the script, a round for each byte of standard input, with an empty line
   * behind each; arguments: folder, seed, rounds.
   */
  public static void main(String[] args) throws Exception {
    Script script = new Script(Long.parseLong(args[1]), Integer.parseInt(args[2]));
    WatchRules rules =
        new WatchRules(Duration.ofDays(7), Duration.ofDays(2), Duration.ZERO, Duration.ofDays(99));
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), false);
    try (StateStore store = StateStore.open(Path.of(args[0]))) {
      WatchLoop loop = Scripted.loop(store, rules, script, List.of(new LineSink(out)));
      while (Scripted.next(store.state()) < script.size()) {
        if (System.in.read() < 0) {
          return;
        }
        loop.round();
        out.print('\n');
        out.flush();
      }
    }
    out.println("end");
    out.flush();
  }
}
