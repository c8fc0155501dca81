package io.github.quotary.spark.column;

import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.pcs.document.QuotePlatform;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Quote;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes verdicts as the columns of {@link VerdictSchema}. What is the same for quotes of one
 * platform is made once. Not thread-safe; made once for many rows.
 */
public final class VerdictColumns {
  /** How many platforms' columns are cached; a power of two. */
  private static final int SLOTS = 1024;

  private static final int OUTCOME = at("outcome");
  private static final int VERDICT = at("verdict");
  private static final int TRUSTED = at("trusted");
  private static final int GENUINE = at("genuine");
  private static final int TCB_STATUS = at("tcb_status");
  private static final int ADVISORY_IDS = at("advisory_ids");
  private static final int TCB_DATE = at("tcb_date");
  private static final int NUMBER = at("tcb_evaluation_data_number");
  private static final int REASON = at("reason");
  private static final int STAGE = at("stage");
  private static final int QVL_STATUS = at("qvl_status");
  private static final int RETURN_CODE = at("return_code");
  private static final int DETAIL = at("detail");
  private static final int RETRYABLE = at("retryable");
  private static final int VIOLATIONS = at("violations");
  private static final int WAIVED = at("waived");
  private static final int NOT_CHECKED = at("not_checked");
  private static final int FMSPC = at("fmspc");
  private static final int TEE = at("tee");
  private static final int QUOTE_VERSION = at("quote_version");
  private static final int QUOTE_ID = at("quote_id");
  private static final int MEASUREMENTS = at("measurements");
  private static final int DATES = at("collateral_dates");
  private static final int EXPLANATION = at("explanation");
  private static final int BINDINGS = at("bindings");
  private static final int EVENT_LOG = at("event_log");
  private static final int VERIFIED_AT = at("verified_at");
  private static final int CONTEXT = at("context");
  private static final int FORECASTS = at("forecasts");
  private static final Object[] NOTHING = {};

  private final Times times;
  private final Origin origin;
  private final @Nullable ForecastSource forecasts;
  private final @Nullable PlatformColumns[] platforms = new @Nullable PlatformColumns[SLOTS];
  private @Nullable VerificationContext context;
  private @Nullable Row contextRow;
  private List<String> lastNotChecked = List.of();
  private String[] notChecked = {};

  /**
   * A writer.
   *
   * @param forecasts null to leave that column empty
   */
  public VerdictColumns(Times times, Origin origin, @Nullable ForecastSource forecasts) {
    this.times = times;
    this.origin = origin;
    this.forecasts = forecasts;
  }

  /**
   * What a verdict does not know of itself.
   *
   * @param collateral where the collateral of rows without their own comes from
   * @param producer name and version of this software
   */
  public record Origin(String collateral, String producer) {}

  private static int at(String column) {
    return VerdictSchema.verdict().fieldIndex(column);
  }

  /**
   * Writes one verdict.
   *
   * @param ownCollateral whether the row had collateral of its own
   * @param bytes the quote's bytes, of which a verdict that is not verified may say the platform
   * @param out takes as many values as the schema has columns
   * @param start index of the first
   */
  public void write(
      InputChecks checks,
      boolean ownCollateral,
      ByteBuffer bytes,
      @Nullable Object[] out,
      int start) {
    VerificationResult result = checks.result();
    out[start + OUTCOME] = outcome(result);
    out[start + VERDICT] = result.verdict().toString();
    out[start + TRUSTED] = result.isTrusted();
    out[start + GENUINE] = result.isGenuine();
    out[start + NOT_CHECKED] = notChecked(result.notChecked());
    out[start + BINDINGS] = bindings(checks.bindings());
    out[start + EVENT_LOG] =
        checks.log().map(log -> log.outcome().name().toLowerCase(Locale.ROOT)).orElse(null);
    out[start + VERIFIED_AT] = times.of(result.verifiedAt());
    out[start + CONTEXT] = context(result.context(), ownCollateral);
    if (result instanceof Verified verified) {
      addVerified(verified, bytes, out, start);
    } else if (result instanceof Rejected rejected) {
      addRejected(rejected, out, start);
      addUnverified(result, rejected.unverifiedQuote(), bytes, out, start);
    } else if (result instanceof Undecided undecided) {
      out[start + DETAIL] = undecided.cause();
      out[start + RETRYABLE] = undecided.retryable();
      addUnverified(result, Optional.of(undecided.unverifiedQuote()), bytes, out, start);
    }
  }

  static String outcome(VerificationResult result) {
    return result instanceof Verified
        ? "verified"
        : result instanceof Rejected ? "rejected" : "undecided";
  }

  private void addVerified(Verified verified, ByteBuffer bytes, @Nullable Object[] out, int start) {
    PlatformColumns platform = platform(verified);
    out[start + TCB_STATUS] = platform.tcbStatus;
    out[start + ADVISORY_IDS] = platform.advisoryIds;
    out[start + TCB_DATE] = platform.tcbDate;
    out[start + NUMBER] = platform.number;
    out[start + VIOLATIONS] = violations(verified.violations());
    out[start + WAIVED] =
        verified.waived().isEmpty() ? NOTHING : Explanations.strings(verified.waived());
    out[start + FMSPC] = platform.fmspc;
    addQuote(verified.verifiedQuote(), out, start);
    out[start + DATES] = platform.dates;
    out[start + EXPLANATION] = platform.explanation;
    if (forecasts != null) {
      out[start + FORECASTS] = platform.forecasts(verified, bytes, forecasts);
    }
  }

  private static void addRejected(Rejected rejected, @Nullable Object[] out, int start) {
    out[start + REASON] = rejected.reason().name();
    out[start + STAGE] = rejected.reason().stage().id();
    out[start + QVL_STATUS] = rejected.reason().qvlStatus().orElse(null);
    out[start + RETURN_CODE] = rejected.reason().returnCode();
    out[start + DETAIL] = rejected.detail();
  }

  private void addUnverified(
      VerificationResult result,
      Optional<Quote> quote,
      ByteBuffer bytes,
      @Nullable Object[] out,
      int start) {
    if (quote.isPresent()) {
      out[start + FMSPC] = QuotePlatform.of(bytes).map(key -> key.fmspc().toString()).orElse(null);
      addQuote(quote.get(), out, start);
      out[start + EXPLANATION] = Explanations.of(result.explanation(), times);
    }
  }

  private static void addQuote(Quote quote, @Nullable Object[] out, int start) {
    out[start + TEE] = quote.teeType().name().toLowerCase(Locale.ROOT);
    out[start + QUOTE_VERSION] = quote.version();
    out[start + QUOTE_ID] = quote.id().toByteArray();
    out[start + MEASUREMENTS] = Measurements.of(quote.body());
  }

  private PlatformColumns platform(Verified verified) {
    int slot = System.identityHashCode(verified.platform()) & (SLOTS - 1);
    PlatformColumns cached = platforms[slot];
    if (cached == null || !cached.isOf(verified)) {
      cached = new PlatformColumns(verified, times);
      platforms[slot] = cached;
    }
    return cached;
  }

  private static Object[] violations(List<Violation> violations) {
    if (violations.isEmpty()) {
      return NOTHING;
    }
    return violations.stream()
        .map(each -> RowFactory.create(each.rule(), each.value(), each.expected()))
        .toArray();
  }

  private static Object[] bindings(List<Binding> bindings) {
    if (bindings.isEmpty()) {
      return NOTHING;
    }
    return bindings.stream()
        .map(
            each ->
                RowFactory.create(
                    each.name(),
                    each.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    each.detail()))
        .toArray();
  }

  private String[] notChecked(List<String> names) {
    if (!names.equals(lastNotChecked)) {
      lastNotChecked = names;
      notChecked = Explanations.strings(names);
    }
    return notChecked;
  }

  @SuppressWarnings("ReferenceEquality") // Verdicts of one verifier share the object.
  private Row context(VerificationContext of, boolean ownCollateral) {
    if (ownCollateral) {
      return contextRow(of, "input");
    }
    if (context != of || contextRow == null) {
      context = of;
      contextRow = contextRow(of, origin.collateral());
    }
    return contextRow;
  }

  private Row contextRow(VerificationContext of, String collateral) {
    return RowFactory.create(
        of.trustAnchor().sha256().toString(),
        of.trustAnchor().isIntel(),
        of.generation().version(),
        of.policy().sha256().toString(),
        of.engine(),
        collateral,
        origin.producer());
  }
}
