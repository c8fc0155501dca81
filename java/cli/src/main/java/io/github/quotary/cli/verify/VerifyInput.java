package io.github.quotary.cli.verify;

import io.github.quotary.cli.option.QuoteParameter;
import io.github.quotary.cli.option.TimeOption;
import io.github.quotary.cli.option.VerifierOptions;
import io.github.quotary.evidence.form.FoundQuote;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.QuoteDirectory;
import io.github.quotary.evidence.input.VectorDirectory;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What is verified, when, under which root and policy. An option wins over a test vector; a
 * directory that is not said to be a test vector gives neither root nor time nor policy.
 *
 * @param quote the quote
 * @param found all that came with it
 * @param clock the clock that {@code at} was read from
 * @param timeSource who said what time it is
 * @param directory the quote's directory, if a directory was given
 * @param isVector whether it was said to be a test vector
 */
record VerifyInput(
    FoundQuote quote,
    Reading.Found found,
    Clock clock,
    Instant at,
    TimeSource timeSource,
    TrustAnchor anchor,
    QuotePolicy policy,
    Optional<QuoteDirectory> directory,
    boolean isVector) {

  static VerifyInput of(
      QuoteParameter input, boolean isVector, TimeOption at, VerifierOptions options) {
    Optional<QuoteDirectory> directory = input.directory();
    if (isVector && directory.isEmpty()) {
      throw new InputException("--vector needs a directory with quote.bin, root.pem and case.json");
    }
    Optional<VectorDirectory> vector = directory.filter(any -> isVector).map(VectorDirectory::new);
    Optional<Instant> ofVector = vector.flatMap(VectorDirectory::at);
    Clock clock = at.clock(() -> ofVector.map(TimeOption::at).orElseGet(Clock::systemUTC));
    Reading.Found found = input.read();
    return new VerifyInput(
        found.quotes().get(0),
        found,
        clock,
        clock.instant(),
        at.given().isPresent()
            ? TimeSource.OPTION
            : ofVector.isPresent() ? TimeSource.VECTOR : TimeSource.CLOCK,
        options.anchor().anchor(() -> vector.flatMap(VectorDirectory::trustAnchor)),
        options.policy(() -> vector.flatMap(VectorDirectory::policy)),
        directory,
        isVector);
  }
}
