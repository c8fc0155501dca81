package io.github.quotary.spark.column;

import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.pcs.document.QuotePlatform;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TeeType;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Writes verdicts as the columns of {@link VerdictSchema}. What is the same for quotes of one
 * platform is made once. Not thread-safe; made once for many rows.
 */
public final class VerdictColumns {
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

  private final ValueForm form;
  private final Origin origin;
  private final PlatformCache platforms;
  private final @Nullable ForecastSource forecasts;
  private final Object nothing;
  private final Object verified;
  private final Object rejected;
  private final Object undecided;
  private final Map<Verdict, Object> verdicts = new EnumMap<>(Verdict.class);
  private final Map<TeeType, Object> tees = new EnumMap<>(TeeType.class);
  private @Nullable VerificationContext context;
  private @Nullable Object contextStruct;
  private Instant lastTime = Instant.EPOCH;
  private Object time;
  private List<String> lastNotChecked = List.of();
  private Object notChecked;
  private List<String> lastWaived = List.of();
  private Object waived;

  /**
   * A writer.
   *
   * @param form how values stand in the row
   * @param platforms has values of this form alone
   * @param forecasts null to leave that column empty
   */
  public VerdictColumns(
      ValueForm form, Origin origin, PlatformCache platforms, @Nullable ForecastSource forecasts) {
    this.form = form;
    this.origin = origin;
    this.platforms = platforms;
    this.forecasts = forecasts;
    nothing = shared(List.of());
    verified = form.text("verified");
    rejected = form.text("rejected");
    undecided = form.text("undecided");
    for (Verdict each : Verdict.values()) {
      verdicts.put(each, form.text(each.toString()));
    }
    for (TeeType each : TeeType.values()) {
      tees.put(each, form.text(each.name().toLowerCase(Locale.ROOT)));
    }
    time = form.time(lastTime);
    notChecked = nothing;
    waived = nothing;
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
   * @param out takes as many values as the schema has columns; null where nothing is written
   * @param start index of the first
   */
  public void write(
      InputChecks checks,
      boolean ownCollateral,
      ByteBuffer bytes,
      @Nullable Object[] out,
      int start) {
    VerificationResult result = checks.result();
    out[start + VERDICT] = verdicts.get(result.verdict());
    out[start + TRUSTED] = result.isTrusted();
    out[start + GENUINE] = result.isGenuine();
    out[start + NOT_CHECKED] = notChecked(result.notChecked());
    out[start + BINDINGS] = bindings(checks.bindings());
    out[start + EVENT_LOG] =
        checks
            .log()
            .map(log -> form.text(log.outcome().name().toLowerCase(Locale.ROOT)))
            .orElse(null);
    out[start + VERIFIED_AT] = time(result.verifiedAt());
    out[start + CONTEXT] = context(result.context(), ownCollateral);
    if (result instanceof Verified it) {
      out[start + OUTCOME] = verified;
      addVerified(it, bytes, out, start);
    } else if (result instanceof Rejected it) {
      out[start + OUTCOME] = rejected;
      addRejected(it, out, start);
      addUnverified(result, it.unverifiedQuote(), bytes, out, start);
    } else if (result instanceof Undecided it) {
      out[start + OUTCOME] = undecided;
      out[start + DETAIL] = form.text(it.cause());
      out[start + RETRYABLE] = it.retryable();
      addUnverified(result, Optional.of(it.unverifiedQuote()), bytes, out, start);
    }
  }

  static String outcome(VerificationResult result) {
    return result instanceof Verified
        ? "verified"
        : result instanceof Rejected ? "rejected" : "undecided";
  }

  private void addVerified(Verified it, ByteBuffer bytes, @Nullable Object[] out, int start) {
    PlatformColumns platform = platforms.of(it, form);
    out[start + TCB_STATUS] = platform.tcbStatus;
    out[start + ADVISORY_IDS] = platform.advisoryIds;
    out[start + TCB_DATE] = platform.tcbDate;
    out[start + NUMBER] = platform.number;
    out[start + VIOLATIONS] = violations(it.violations());
    out[start + WAIVED] = waived(it.waived());
    out[start + FMSPC] = platform.fmspc;
    addQuote(it.verifiedQuote(), out, start);
    out[start + DATES] = platform.dates(it);
    out[start + EXPLANATION] = platform.explanation;
    if (forecasts != null) {
      out[start + FORECASTS] = platform.forecasts(it, bytes, forecasts, form);
    }
  }

  private void addRejected(Rejected it, @Nullable Object[] out, int start) {
    out[start + REASON] = form.text(it.reason().name());
    out[start + STAGE] = form.text(it.reason().stage().id());
    out[start + QVL_STATUS] = it.reason().qvlStatus().map(form::text).orElse(null);
    out[start + RETURN_CODE] = form.text(it.reason().returnCode());
    out[start + DETAIL] = form.text(it.detail());
  }

  private void addUnverified(
      VerificationResult result,
      Optional<Quote> quote,
      ByteBuffer bytes,
      @Nullable Object[] out,
      int start) {
    if (quote.isPresent()) {
      out[start + FMSPC] =
          form.deferred(
              () ->
                  QuotePlatform.of(bytes)
                      .map(key -> form.text(key.fmspc().toString()))
                      .orElse(null));
      addQuote(quote.get(), out, start);
      out[start + EXPLANATION] = Explanations.of(result.explanation(), form);
    }
  }

  private void addQuote(Quote quote, @Nullable Object[] out, int start) {
    out[start + TEE] = tees.get(quote.teeType());
    out[start + QUOTE_VERSION] = quote.version();
    out[start + QUOTE_ID] = form.deferred(() -> quote.id().toByteArray());
    out[start + MEASUREMENTS] = form.deferred(() -> form.measurements(quote.body()));
  }

  private Object violations(List<Violation> violations) {
    if (violations.isEmpty()) {
      return nothing;
    }
    return form.array(
        violations.stream()
            .map(
                each ->
                    form.struct(
                        form.text(each.rule()),
                        form.text(each.value()),
                        form.text(each.expected())))
            .toArray());
  }

  private Object bindings(List<Binding> bindings) {
    if (bindings.isEmpty()) {
      return nothing;
    }
    return form.array(
        bindings.stream()
            .map(
                each ->
                    form.struct(
                        form.text(each.name()),
                        form.text(each.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                        form.text(each.detail())))
            .toArray());
  }

  private Object time(Instant at) {
    if (!at.equals(lastTime)) {
      lastTime = at;
      time = form.time(at);
    }
    return time;
  }

  private Object notChecked(List<String> names) {
    if (!names.equals(lastNotChecked)) {
      lastNotChecked = names;
      notChecked = shared(names);
    }
    return notChecked;
  }

  private Object waived(List<String> names) {
    if (!names.equals(lastWaived)) {
      lastWaived = names;
      waived = shared(names);
    }
    return waived;
  }

  private Object shared(List<String> texts) {
    return form.shared(
        DataTypes.createArrayType(DataTypes.StringType), Explanations.texts(texts, form));
  }

  @SuppressWarnings("ReferenceEquality") // Verdicts of one verifier share the object.
  private Object context(VerificationContext of, boolean ownCollateral) {
    if (ownCollateral) {
      return contextStruct(of, "input");
    }
    Object known = contextStruct;
    if (context != of || known == null) {
      context = of;
      known = form.shared(VerdictSchema.CONTEXT, contextStruct(of, origin.collateral()));
      contextStruct = known;
    }
    return known;
  }

  private Object contextStruct(VerificationContext of, String collateral) {
    return form.struct(
        form.text(of.trustAnchor().sha256().toString()),
        of.trustAnchor().isIntel(),
        form.text(of.generation().version()),
        form.text(of.policy().sha256().toString()),
        form.text(of.engine()),
        form.text(collateral),
        form.text(origin.producer()));
  }
}
