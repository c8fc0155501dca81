package io.github.quotary.domain.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.domain.dstack.SystemEvents;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteFormatException;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Assesses proofs with one verifier and one set of collateral, at one time. */
public final class QuoteAssessor {
  private static final int MAX_SETS = 64;
  private static final String SETS = "collaterals";

  private final Verifier verifier;
  private final List<Collateral> collaterals;
  private final Instant at;

  private QuoteAssessor(Verifier verifier, List<Collateral> collaterals, Instant at) {
    this.verifier = verifier;
    this.collaterals = List.copyOf(collaterals);
    this.at = at;
  }

  /**
   * An assessor.
   *
   * @param verifier verifies the quotes; its policy is the one for quotes
   * @param collateral Intel's collateral, JSON: one set, or {@code {"collaterals":[...]}} with one
   *     for each platform; without it, no quote is verified
   * @param at the time of verification
   * @throws IllegalArgumentException if the collateral is malformed
   */
  public static QuoteAssessor of(Verifier verifier, Optional<RawBytes> collateral, Instant at) {
    List<Collateral> sets = new ArrayList<>();
    collateral.ifPresent(json -> sets.addAll(sets(json.toByteArray())));
    return new QuoteAssessor(verifier, sets, at);
  }

  private static List<Collateral> sets(byte[] json) {
    try {
      JsonNode list = StrictJson.object(json).path(SETS);
      if (!list.isArray()) {
        return List.of(Collateral.fromJson(json));
      }
      if (list.size() > MAX_SETS) {
        throw new IllegalArgumentException("more than " + MAX_SETS + " sets of collateral");
      }
      List<Collateral> sets = new ArrayList<>();
      for (JsonNode set : list) {
        sets.add(Collateral.fromJson(set.toString().getBytes(StandardCharsets.UTF_8)));
      }
      return sets;
    } catch (MalformedException e) {
      return List.of(Collateral.fromJson(json));
    }
  }

  /** Assesses a proof. Never throws. */
  public Assessment assess(Proof proof) {
    ByteBuffer bytes = proof.answer().quote();
    Optional<VerificationResult> verification = verify(bytes);
    Optional<TdReport> report = report(bytes);
    Optional<RtmrComparison> comparison =
        report.flatMap(
            td -> proof.answer().eventLog().map(log -> RtmrReplay.of(log).compareUnverified(td)));
    return new Assessment(
        proof, verification, report, comparison, comparison.map(SystemEvents::read));
  }

  /** The verdict of the set with the best result: genuine before verified before rejected. */
  private Optional<VerificationResult> verify(ByteBuffer quote) {
    VerificationResult best = null;
    for (Collateral collateral : collaterals) {
      VerificationResult result = verifier.verify(quote.duplicate(), collateral, at);
      if (result.isGenuine()) {
        return Optional.of(result);
      }
      if (best == null
          || (result instanceof VerificationResult.Verified
              && !(best instanceof VerificationResult.Verified))) {
        best = result;
      }
    }
    return Optional.ofNullable(best);
  }

  private static Optional<TdReport> report(ByteBuffer bytes) {
    try {
      return Quote.copyOf(toArray(bytes)).body() instanceof TdReport report
          ? Optional.of(report)
          : Optional.empty();
    } catch (QuoteFormatException e) {
      return Optional.empty();
    }
  }

  private static byte[] toArray(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
