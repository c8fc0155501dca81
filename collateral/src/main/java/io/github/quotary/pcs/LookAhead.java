package io.github.quotary.pcs;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.quote.Quote;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Says what the verdict on a quote would be under the data set of a TCB recovery that is disclosed
 * and not in force yet, so that a platform can be mended before it is called out of date. Intel
 * publishes such data sets from the day of disclosure: the newest as the early one, and each under
 * its TCB evaluation data number.
 *
 * <pre>{@code
 * LookAhead lookAhead = new LookAhead(source, verifier);
 * for (Forecast forecast : lookAhead.forecasts(quote, Instant.now())) { ... }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class LookAhead {
  private final CachingCollateralSource source;
  private final Verifier verifier;

  /**
   * A look ahead.
   *
   * @param source where the data sets come from; what it fetches, it keeps
   * @param verifier gives the verdicts, under its policy and trust anchor
   */
  public LookAhead(CachingCollateralSource source, Verifier verifier) {
    this.source = source;
    this.verifier = verifier;
  }

  /**
   * The verdict under a certain data set.
   *
   * @param quote its remaining bytes; the position stays
   * @param at the time of verification
   * @return {@code Undecided} where the data set cannot be had
   */
  public VerificationResult verdict(ByteBuffer quote, TcbUpdate update, Instant at) {
    Optional<CollateralKey> key = QuotePlatform.of(quote);
    if (key.isEmpty()) {
      return verifier.verify(quote, at); // no data set makes a difference
    }
    Lookup lookup = source.find(key.get(), update);
    if (lookup instanceof Lookup.Unavailable none) {
      return new Undecided(none.cause(), none.retryable(), Quote.parse(quote));
    }
    return verifier.verify(quote, ((Lookup.Found) lookup).collateral(), at);
  }

  /**
   * The verdicts under the early data set and under every other that is newer than the one in
   * force, newest first; nothing for what is no quote. Where the service does not list the data
   * sets, the early one alone.
   *
   * @param quote its remaining bytes; the position stays
   * @param at the time of verification
   */
  public List<Forecast> forecasts(ByteBuffer quote, Instant at) {
    CollateralKey key = QuotePlatform.of(quote).orElse(null);
    if (key == null) {
      return List.of();
    }
    List<EvaluationDataNumbers.Entry> entries =
        source
            .evaluationDataNumbers(key.teeType())
            .map(EvaluationDataNumbers::entries)
            .orElse(List.of());
    VerificationResult early = verdict(quote, TcbUpdate.EARLY, at);
    OptionalLong earlyNumber = source.evaluationDataNumber(key, TcbUpdate.EARLY);
    OptionalLong inForce = source.evaluationDataNumber(key, TcbUpdate.STANDARD);

    List<Forecast> forecasts = new ArrayList<>();
    forecasts.add(new Forecast(TcbUpdate.EARLY, early, entry(entries, earlyNumber)));
    for (EvaluationDataNumbers.Entry entry : entries) {
      boolean ahead = inForce.isPresent() && entry.number() > inForce.getAsLong();
      boolean told = earlyNumber.isPresent() && entry.number() == earlyNumber.getAsLong();
      if (ahead && !told) {
        TcbUpdate update = TcbUpdate.evaluationDataNumber(entry.number());
        forecasts.add(new Forecast(update, verdict(quote, update, at), entry));
      }
    }
    return List.copyOf(forecasts);
  }

  private static EvaluationDataNumbers.@Nullable Entry entry(
      List<EvaluationDataNumbers.Entry> entries, OptionalLong number) {
    return entries.stream()
        .filter(entry -> number.isPresent() && entry.number() == number.getAsLong())
        .findFirst()
        .orElse(null);
  }
}
