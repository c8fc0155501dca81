package io.github.quotary.service;

import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.service.config.Settings;
import io.github.quotary.service.engine.Part;
import io.github.quotary.verify.Verifier;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a service is made of.
 *
 * @param settings that it starts with
 * @param latest reads the settings again; what it throws leaves those before in force
 * @param verifier root, generation and engine, with the source
 * @param policy of requests that name none
 * @param source of collateral; it may wait
 * @param collateralSource where it comes from, in words
 * @param documents of collateral in memory
 * @param producer name and version of this software
 * @param clock the time of verification
 * @param ticker nanoseconds since some moment
 * @param random of nonces
 * @param notices takes a sentence about what an operator should know
 * @param parts that answer at paths of their own
 */
public record ServiceParts(
    Settings settings,
    Supplier<Settings> latest,
    Verifier verifier,
    StandardPolicy policy,
    CollateralSource source,
    String collateralSource,
    Supplier<List<TrustedDocument>> documents,
    String producer,
    Clock clock,
    LongSupplier ticker,
    SecureRandom random,
    Consumer<String> notices,
    List<Part> parts) {
  /** Copies the list. */
  public ServiceParts {
    parts = List.copyOf(parts);
  }
}
