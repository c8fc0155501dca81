package io.github.quotary.cli;

import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.spec.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Quotes and a trust anchor in a folder, and commands about them.
 *
 * @param folder the folder
 */
record QuoteFiles(Path folder) {
  static final Scenario TDX = Scenario.upToDate();
  static final Scenario NEXT = recovery(21, "OutOfDate");
  static final Scenario NEWEST = recovery(22, "Revoked");

  /** A TCB recovery under which everything that was up to date has another status. */
  private static Scenario recovery(long number, String status) {
    return TDX.withTcbInfo(
            info ->
                info.withEvaluationNumber(number)
                    .mapLevels(
                        level ->
                            level.status().equals("UpToDate")
                                ? level
                                    .withStatus(status)
                                    .withDate(Instant.parse("2026-06-09T00:00:00Z"))
                                : level))
        .withQeIdentity(identity -> identity.withEvaluationNumber(number));
  }

  /** A service with two data sets that are not in force. */
  static FakePcs aheadOfTime() {
    return FakePcs.seeded(3).platform(TDX).otherDataSet(NEXT).otherDataSet(NEWEST).start();
  }

  /** Writes a scenario's quote, and the root of the service's PKI. */
  Path quote(FakePcs pcs, Scenario scenario, String name) {
    try {
      Files.writeString(anchor(), pcs.evidence(scenario).rootPem());
      return Files.write(folder.resolve(name), pcs.evidence(scenario).quote());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path anchor() {
    return folder.resolve("anchor.pem");
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  /** A command under this anchor at this time, which takes anybody's TD where that matters. */
  CommandRun run(Instant at, Object... arguments) {
    List<String> all = new ArrayList<>();
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    if (all.get(0).equals("verify") || all.get(0).equals("batch")) {
      all.add("--any-td");
    }
    Collections.addAll(all, "--trust-anchor", anchor().toString(), "--at", at.toString());
    return CommandRun.of(all.toArray(String[]::new));
  }
}
