package io.github.quotary.domain.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.ParsedCollateral;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.domain.dstack.SystemEvents;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteFormatException;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Assesses proofs with one verifier and one set of collateral, at one time. */
public final class QuoteAssessor {
  private static final int MAX_SETS = 64;
  private static final String SETS = "collaterals";

  private final Verifier verifier;
  private final List<Collateral> collaterals;

  /** Those of several sets that are genuine, as {@link #newestFirst} orders them. */
  private final List<GenuineSet> genuine;

  private final Instant at;

  /**
   * A set whose documents are Intel's.
   *
   * @param bytes as given
   * @param trusted what they say
   */
  private record GenuineSet(Collateral bytes, TrustedCollateral trusted) {}

  private QuoteAssessor(Verifier verifier, List<Collateral> collaterals, Instant at) {
    this.verifier = verifier;
    this.collaterals = List.copyOf(collaterals);
    this.at = at;
    this.genuine =
        collaterals.size() < 2
            ? List.of()
            : collaterals.stream()
                .flatMap(set -> genuine(set, verifier.trustAnchor()).stream())
                .sorted(newestFirst(at))
                .toList();
  }

  private static Optional<GenuineSet> genuine(Collateral set, TrustAnchor anchor) {
    return ParsedCollateral.parse(set)
        .then(parsed -> parsed.trust(anchor, EcdsaP256.bouncyCastle().memoizing()))
        .toOptional()
        .map(trusted -> new GenuineSet(set, trusted));
  }

  /** What is in force at the time, then the later issue. */
  private static Comparator<GenuineSet> newestFirst(Instant at) {
    Comparator<GenuineSet> inForce =
        Comparator.comparing(
            set -> !set.trusted().isExpiredAt(at) && !set.trusted().latestIssue().isAfter(at));
    return inForce.thenComparing(GenuineSet::trusted, TrustedCollateral.byIssue()).reversed();
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

  /**
   * The verdict of the newest genuine set for the quote's platform, whatever an older one says. If
   * no set is for it, the verdict of the first that does more than belong to another platform.
   */
  private Optional<VerificationResult> verify(ByteBuffer quote) {
    Optional<Collateral> newest =
        genuine.isEmpty()
            ? Optional.empty()
            : verifier
                .platform(quote.duplicate())
                .flatMap(
                    platform ->
                        genuine.stream()
                            .filter(set -> set.trusted().isAbout(platform))
                            .findFirst()
                            .map(GenuineSet::bytes));
    if (newest.isPresent()) {
      return Optional.of(verifier.verify(quote.duplicate(), newest.get(), at));
    }
    VerificationResult first = null;
    for (Collateral collateral : collaterals) {
      VerificationResult result = verifier.verify(quote.duplicate(), collateral, at);
      if (!isForAnother(result)) {
        return Optional.of(result);
      }
      first = first == null ? result : first;
    }
    return Optional.ofNullable(first);
  }

  private static boolean isForAnother(VerificationResult result) {
    return result instanceof VerificationResult.Rejected rejected
        && (rejected.reason() == RejectReason.TCB_INFO_MISMATCH
            || rejected.reason() == RejectReason.PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER);
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
