package io.github.quotary.pcs.lookahead;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.QuotePlatform;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.Quote;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
  private final DataSets dataSets;
  private final Verifier verifier;

  /**
   * A look ahead.
   *
   * @param source where the data sets come from; what it fetches, it keeps
   * @param verifier gives the verdicts, under its policy and trust anchor
   */
  public LookAhead(CachingCollateralSource source, Verifier verifier) {
    this(new SourceDataSets(source), verifier);
  }

  /**
   * A look ahead without a network, at the data sets that a bundle holds.
   *
   * @param anchor whose signature the list of TCB recoveries must have
   * @param verifier gives the verdicts, under its policy and trust anchor
   */
  public LookAhead(CollateralBundle bundle, TrustAnchor anchor, Verifier verifier) {
    this(
        new BundleDataSets(bundle, new DocumentChecks(anchor, EcdsaP256.bouncyCastle())), verifier);
  }

  private LookAhead(DataSets dataSets, Verifier verifier) {
    this.dataSets = dataSets;
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
    Lookup lookup = dataSets.find(key.get(), update);
    if (lookup instanceof Lookup.Unavailable none) {
      return new Undecided(none.cause(), none.retryable(), Quote.parse(quote));
    }
    return verifier.verify(quote, ((Lookup.Found) lookup).collateral(), at);
  }

  /**
   * The verdicts under the early data set and under every other that is newer than the one in
   * force, newest first; nothing for what is no quote. Where the service does not list the data
   * sets, the early one alone; of a bundle, those that it holds.
   *
   * @param quote its remaining bytes; the position stays
   * @param at the time of verification
   */
  public List<Forecast> forecasts(ByteBuffer quote, Instant at) {
    CollateralKey key = QuotePlatform.of(quote).orElse(null);
    if (key == null) {
      return List.of();
    }
    List<EvaluationDataNumbers.Entry> recoveries = dataSets.recoveries(key.teeType());
    OptionalLong inForce = dataSets.number(key, TcbUpdate.STANDARD);
    Set<Long> told = new HashSet<>();
    List<Forecast> forecasts = new ArrayList<>();
    for (TcbUpdate update : dataSets.others(key, recoveries)) {
      OptionalLong number = number(key, update);
      boolean behind =
          update != TcbUpdate.EARLY
              && inForce.isPresent()
              && number.orElseThrow() <= inForce.getAsLong();
      if (!behind && (number.isEmpty() || told.add(number.getAsLong()))) {
        forecasts.add(new Forecast(update, verdict(quote, update, at), entry(recoveries, number)));
      }
    }
    return List.copyOf(forecasts);
  }

  private OptionalLong number(CollateralKey key, TcbUpdate update) {
    return update instanceof TcbUpdate.EvaluationDataNumber exact
        ? OptionalLong.of(exact.number())
        : dataSets.number(key, update);
  }

  private static EvaluationDataNumbers.@Nullable Entry entry(
      List<EvaluationDataNumbers.Entry> entries, OptionalLong number) {
    return entries.stream()
        .filter(entry -> number.isPresent() && entry.number() == number.getAsLong())
        .findFirst()
        .orElse(null);
  }
}
