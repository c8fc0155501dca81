package io.github.quotary.policy;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.TcbStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a verified quote must meet to be trusted. {@link #strict()} is the default of every
 * verifier; a policy states only what it asks besides, or otherwise, and anything laxer has to be
 * asked for. Immutable and thread-safe; equal when the same is stated.
 *
 * <pre>{@code
 * QuotePolicy policy =
 *     QuotePolicy.builder()
 *         .accept(PolicyField.MR_TD, mrTd)
 *         .acceptTcbStatus(TcbStatus.SW_HARDENING_NEEDED)
 *         .outOfDateGrace(Duration.ofDays(30))
 *         .build();
 * }</pre>
 *
 * <p>A rule that a policy states and the quote has no field for is violated: a policy with an MRTD
 * trusts no SGX quote, one with an MRENCLAVE no TDX quote. What only comes with the strict default
 * counts where it applies.
 *
 * <p>The JSON form has one member for each rule; {@link Violation#rule()} has the same name.
 */
public final class QuotePolicy {
  private static final QuotePolicy STRICT = new QuotePolicy(new EnumMap<>(Rule.class));

  private final Map<Rule, Demand> stated;
  private final Map<Rule, Demand> demands;
  private final List<String> waived;
  private final List<Clause> clauses;
  private final Measurement sha256;

  /** Asked for every verdict. */
  private final boolean statesIdentity;

  QuotePolicy(EnumMap<Rule, Demand> stated) {
    this.stated = Collections.unmodifiableMap(stated);
    EnumMap<Rule, Demand> all = StrictDemands.copy();
    all.putAll(stated);
    this.demands = Collections.unmodifiableMap(all);
    this.waived = demands.keySet().stream().filter(this::waives).map(Rule::member).toList();
    this.clauses =
        demands.entrySet().stream()
            .map(e -> new Clause(e.getKey(), e.getValue().beside(demands), states(e.getKey())))
            .toList();
    this.statesIdentity = IdentityDemand.isStatedBy(demands);
    this.sha256 =
        Measurement.of(Sha2.sha256(PolicyJson.write(stated).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * TCB status UpToDate and nothing else; nothing expired or from the future; no debug enclave; TD
   * attributes without debug, profiling, migration, performance monitoring or reserved bits, with
   * SEPT_VE_DISABLE; no service TD. It also asks that somebody says whose TD or enclave is expected
   * (rule {@code identity}), which it does not do itself: no result is trusted under it alone, only
   * with an {@link Expected} of the call, or a policy that states report data or a measurement.
   */
  public static QuotePolicy strict() {
    return STRICT;
  }

  /** A builder that starts from {@link #strict()}. */
  public static PolicyBuilder builder() {
    return new PolicyBuilder(Map.of());
  }

  /**
   * A policy from its JSON form, at most 1 MiB of UTF-8. Members that are not known, or given
   * twice, are refused.
   *
   * @throws IllegalArgumentException if it is not a valid policy; the message says where (RFC 6901
   *     pointer, line) and what to write
   */
  public static QuotePolicy fromJson(byte[] json) {
    return PolicyJson.read(json);
  }

  /** A builder that starts from this policy, for example to add the report data of one call. */
  public PolicyBuilder toBuilder() {
    return new PolicyBuilder(stated);
  }

  /** What the policy states, in its JSON form; {@link #fromJson} reads it back. */
  public String toJson() {
    return PolicyJson.write(stated);
  }

  /**
   * Demands that a genuine quote does not meet; empty if it can be trusted under this policy. Takes
   * no memory for a quote that meets everything, but for what a field of the quote takes to read.
   *
   * @param quote the quote
   * @param platform its platform
   * @param at the time of verification
   * @param expected what the caller expects of this quote besides
   */
  public List<Violation> violations(
      Quote quote, EvaluatedPlatform platform, Instant at, Expected expected) {
    @Nullable Objections objections = objections(clauses, quote, platform, at, null, expected);
    objections = objections(expected.clauses(), quote, platform, at, objections, expected);
    return objections == null ? List.of() : objections.toList();
  }

  private static @Nullable Objections objections(
      List<Clause> clauses,
      Quote quote,
      EvaluatedPlatform platform,
      Instant at,
      @Nullable Objections before,
      Expected expected) {
    Objections objections = before;
    for (int i = 0; i < clauses.size(); i++) {
      Clause clause = clauses.get(i);
      if (!clause.isMet(quote, platform, at) && !expected.settles(clause.rule())) {
        objections = objections == null ? new Objections() : objections;
        clause.check(quote, platform, at, objections);
      }
    }
    return objections;
  }

  /**
   * Whether the policy names whose TD or enclave it is, by report data or a measurement that is not
   * all zero.
   */
  public boolean statesIdentity() {
    return statesIdentity;
  }

  /** Whether the policy states report data. */
  public boolean statesReportData() {
    return !waives(Rule.REPORT_DATA);
  }

  /** Whether the policy states all 64 bytes of report data, not only how they begin. */
  public boolean statesWholeReportData() {
    return demands.get(Rule.REPORT_DATA) instanceof ReportDataDemand demand && demand.isWhole();
  }

  /** SHA-256 of {@link #toJson()} in UTF-8, 32 bytes: a name for what the policy states. */
  public Measurement sha256() {
    return sha256;
  }

  /** TCB statuses that are good enough. */
  public Set<TcbStatus> acceptedTcbStatuses() {
    return demands.get(Rule.TCB_STATUS) instanceof TcbStatusDemand demand
        ? demand.accepted()
        : Set.of();
  }

  /** Whether expired collateral and certificates are good enough, for however long. */
  public boolean allowExpired() {
    return waives(Rule.EXPIRED);
  }

  /** Whether collateral and certificates from the future are good enough. */
  public boolean allowFromTheFuture() {
    return waives(Rule.FROM_THE_FUTURE);
  }

  /**
   * Names of the strict default's checks, and of the report data's, that the policy leaves out.
   * What was not checked of a quote is what its result says, since the call may have stated more.
   */
  public List<String> waived() {
    return waived;
  }

  /**
   * What the policy asks for in words, by rule, in the order in which it is checked; with what it
   * has from the strict default, without what it waives.
   */
  public Map<String, String> expectations() {
    Map<String, String> texts = new LinkedHashMap<>();
    demands.forEach(
        (rule, demand) -> {
          if (!waives(rule)) {
            texts.put(rule.member(), demand.expected());
          }
        });
    return Collections.unmodifiableMap(texts);
  }

  /**
   * Why no quote can ever meet the policy, one sentence each; empty if no such reason is certain.
   * It is valid all the same: it can be built, read and used, and no result is trusted under it.
   */
  public List<String> contradictions() {
    return Contradictions.of(stated);
  }

  /** Names of the rules that the policy itself states; the rest is the strict default's. */
  public Set<String> stated() {
    return stated.keySet().stream().map(Rule::member).collect(Collectors.toUnmodifiableSet());
  }

  private boolean waives(Rule rule) {
    return demands.get(rule) instanceof Waiver;
  }

  /** Whether the policy itself states the rule. */
  private boolean states(Rule rule) {
    return stated.containsKey(rule);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QuotePolicy policy && stated.equals(policy.stated);
  }

  @Override
  public int hashCode() {
    return stated.hashCode();
  }

  /** The JSON form. */
  @Override
  public String toString() {
    return toJson();
  }
}
