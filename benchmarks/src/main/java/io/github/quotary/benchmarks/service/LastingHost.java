package io.github.quotary.benchmarks.service;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.vector.VectorCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One host's quote with collateral that is valid for years, since a service uses its own clock.
 *
 * @param quote file of the quote
 * @param collateral file of the collateral, as JSON
 * @param root file of the root certificate, as PEM
 */
record LastingHost(Path quote, Path collateral, Path root) {
  private static final Instant UNTIL = Instant.parse("2034-12-31T00:00:00Z");

  /** Writes the files into a folder; always the same bytes. */
  static LastingHost write(Path folder) throws IOException {
    Scenario scenario =
        Scenario.upToDate(QuoteShape.V4_TDX)
            .withTcbInfo(info -> info.withNextUpdate(UNTIL))
            .withQeIdentity(identity -> identity.withNextUpdate(UNTIL))
            .withPki(
                pki ->
                    pki.withPckCrl(pki.pckCrl().withNextUpdate(UNTIL))
                        .withRootCrl(pki.rootCrl().withNextUpdate(UNTIL)));
    Evidence evidence = Simulator.seeded(VectorCatalogue.SEED).evidence(scenario);
    return new LastingHost(
        Files.write(folder.resolve("quote.bin"), evidence.quote()),
        Files.writeString(folder.resolve("collateral.json"), evidence.collateralJson()),
        Files.writeString(folder.resolve("root.pem"), evidence.rootPem()));
  }
}
