package io.github.quotary.pcs.lookahead;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.VerificationResult;
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
 * Evaluates a quote under the data sets of TCB recoveries that are disclosed and not in force yet,
 * so that a platform can be updated before its status changes to out of date. Intel publishes such
 * data sets from the day of disclosure: the newest as the early one, and each under its TCB
 * evaluation data number.
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
   * A look-ahead.
   *
   * @param source fetches and caches the data sets
   * @param verifier evaluates quotes, under its policy and trust anchor
   */
  public LookAhead(CachingCollateralSource source, Verifier verifier) {
    this(new SourceDataSets(source), verifier);
  }

  /**
   * An offline look-ahead, at the data sets of a bundle.
   *
   * @param verifier evaluates quotes, under its policy and trust anchor; the list of TCB recoveries
   *     must be signed under the same
   */
  public LookAhead(CollateralBundle bundle, Verifier verifier) {
    this(new BundleDataSets(bundle, verifier.trustAnchor()), verifier);
  }

  private LookAhead(DataSets dataSets, Verifier verifier) {
    this.dataSets = dataSets;
    this.verifier = verifier;
  }

  /**
   * The verdict under a specific data set.
   *
   * @param quote its remaining bytes; the position stays
   * @param at the time of verification
   * @return {@code Undecided} if the data set is unavailable
   */
  public VerificationResult verdict(ByteBuffer quote, TcbUpdate update, Instant at) {
    Optional<CollateralKey> key = dataSets.platform(quote, verifier);
    if (key.isEmpty()) {
      return verifier.verify(quote, at); // no collateral to look up
    }
    return verifier.withCollateralSource(wanted -> dataSets.find(wanted, update)).verify(quote, at);
  }

  /**
   * The verdict under a specific data set, with every check.
   *
   * @param quote its remaining bytes; the position stays
   * @param at the time of verification
   * @return {@code Undecided} if the data set is unavailable
   */
  public FullReport report(ByteBuffer quote, TcbUpdate update, Instant at) {
    return verifier.withCollateralSource(wanted -> dataSets.find(wanted, update)).report(quote, at);
  }

  /**
   * The verdicts under the early data set and every other one that is newer than the one in force,
   * newest first; empty if the bytes are not a quote, or a service would have to be asked for one
   * whose certificates are not signed up to the verifier's root. If the service does not list its
   * data sets, only the early one is evaluated; from a bundle, those that it contains.
   *
   * @param quote its remaining bytes; the position stays
   * @param at the time of verification
   */
  public List<Forecast> forecasts(ByteBuffer quote, Instant at) {
    CollateralKey key = dataSets.platform(quote, verifier).orElse(null);
    if (key == null) {
      return List.of();
    }
    List<EvaluationDataNumbers.Entry> recoveries = dataSets.recoveries(key.teeType());
    OptionalLong inForce = dataSets.number(key, TcbUpdate.STANDARD);
    Set<Long> seen = new HashSet<>();
    List<Forecast> forecasts = new ArrayList<>();
    for (TcbUpdate update : dataSets.others(key, recoveries)) {
      OptionalLong number = number(key, update);
      boolean behind =
          update != TcbUpdate.EARLY
              && inForce.isPresent()
              && number.orElseThrow() <= inForce.getAsLong();
      if (!behind && (number.isEmpty() || seen.add(number.getAsLong()))) {
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
