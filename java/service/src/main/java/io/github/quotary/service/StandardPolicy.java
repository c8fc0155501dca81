package io.github.quotary.service;

import io.github.quotary.policy.QuotePolicy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The policy of requests that name none, where the settings name no default.
 *
 * @param file that it is read from, if any; the service looks whether it changes
 * @param latest reads it again; what it throws leaves the one before in force
 */
public record StandardPolicy(Optional<Path> file, Supplier<QuotePolicy> latest) {
  /** One that stays as it is. */
  public static StandardPolicy of(QuotePolicy policy) {
    return new StandardPolicy(Optional.empty(), () -> policy);
  }
}
