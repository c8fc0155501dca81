package io.github.quotary.cli.verify;

import io.github.quotary.cli.option.QuoteParameter;
import io.github.quotary.cli.option.TimeOption;
import io.github.quotary.cli.option.TrustAnchorOption;
import io.github.quotary.evidence.input.VectorDirectory;
import io.github.quotary.pki.TrustAnchor;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What is verified, when, and under which root. An option wins over the directory that the quote
 * comes from.
 *
 * @param clock the clock that {@code at} was read from
 * @param directory the quote's directory, if a directory was given
 */
record VerifyInput(
    ByteBuffer quote,
    Clock clock,
    Instant at,
    TrustAnchor anchor,
    Optional<VectorDirectory> directory) {

  static VerifyInput of(QuoteParameter input, TimeOption at, TrustAnchorOption anchor) {
    Optional<VectorDirectory> directory = input.directory();
    ByteBuffer quote = ByteBuffer.wrap(input.bytes());
    Clock clock = at.clock(() -> clockOf(directory));
    return new VerifyInput(
        quote,
        clock,
        clock.instant(),
        anchor.anchor(() -> directory.flatMap(VectorDirectory::trustAnchor)),
        directory);
  }

  private static Clock clockOf(Optional<VectorDirectory> directory) {
    return directory.flatMap(VectorDirectory::at).map(TimeOption::at).orElseGet(Clock::systemUTC);
  }
}
