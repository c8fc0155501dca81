package io.github.quotary.policy;

import io.github.quotary.policy.ReportDataDemand.Form;
import io.github.quotary.quote.Measurement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller expects of one quote beside the policy, which is that of many: the report data that
 * answers a nonce, the measurements of one deployment. Every expectation must be met, and every
 * demand of the policy too. Immutable and thread-safe; cheap to make for each call.
 *
 * <pre>{@code
 * verifier.verify(quote, collateral, at, Expected.answerOfAnybody(challenge.reportData(key)));
 * }</pre>
 */
public final class Expected {
  private static final Expected NOTHING = new Expected(Map.of(), false);

  private final List<Clause> clauses;
  private final boolean statesIdentity;
  private final boolean statesReportData;

  private Expected(Map<Rule, Demand> stated, boolean isReportDataOfAnybody) {
    List<Clause> all = new ArrayList<>(stated.size());
    stated.forEach((rule, demand) -> all.add(new Clause(rule, demand, true)));
    clauses = List.copyOf(all);
    Map<Rule, Demand> naming = new EnumMap<>(Rule.class);
    naming.putAll(stated);
    if (isReportDataOfAnybody) {
      naming.remove(Rule.REPORT_DATA);
    }
    statesIdentity = IdentityDemand.isStatedBy(naming);
    statesReportData = stated.containsKey(Rule.REPORT_DATA);
  }

  /** Nothing but what the policy asks. */
  public static Expected nothing() {
    return NOTHING;
  }

  /**
   * These 64 bytes of report data, as what the TD or enclave is known by: with a policy that states
   * nothing else of whose it is, whoever has them is trusted. For an answer to a challenge, which
   * anybody's TD can give, use {@link #answerOfAnybody}.
   *
   * @throws IllegalArgumentException if there are not 64
   */
  public static Expected reportDataExact(byte[] bytes) {
    return builder().reportDataExact(bytes).build();
  }

  /**
   * These 64 bytes of report data, which answer a challenge, and with which anybody's TD could have
   * answered it. They say when, and whose key; whose TD it is must still be stated.
   *
   * @throws IllegalArgumentException if there are not 64
   */
  public static Expected answerOfAnybody(byte[] reportData) {
    Builder builder = builder().reportDataExact(reportData);
    return new Expected(builder.stated, true);
  }

  /** One of these values in a field that names whose TD or enclave it is. */
  public static Expected of(PolicyField field, Measurement... anyOf) {
    return builder().accept(field, Set.of(anyOf)).build();
  }

  /** A builder of expectations; none yet. */
  public static Builder builder() {
    return new Builder();
  }

  List<Clause> clauses() {
    return clauses;
  }

  /** Whether a rule of the policy needs no more than what is expected here. */
  boolean settles(Rule rule) {
    return statesIdentity && rule == Rule.IDENTITY;
  }

  /** Names of the rules that it states. */
  public Set<String> stated() {
    return clauses.stream()
        .map(clause -> clause.rule().member())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it names whose TD or enclave is expected. */
  public boolean statesIdentity() {
    return statesIdentity;
  }

  /** Whether it states report data. */
  public boolean statesReportData() {
    return statesReportData;
  }

  /** Whether it states all 64 bytes of report data, not only how they begin. */
  public boolean statesWholeReportData() {
    return clauses.stream()
        .anyMatch(clause -> clause.demand() instanceof ReportDataDemand demand && demand.isWhole());
  }

  /** Collects expectations. Not thread-safe. */
  public static final class Builder {
    private final EnumMap<Rule, Demand> stated = new EnumMap<>(Rule.class);

    private Builder() {}

    /**
     * One of these values in a field that names whose TD or enclave it is, see {@link
     * PolicyField#isIdentity}.
     *
     * @throws IllegalArgumentException if the field is another or was stated before, no value is
     *     given, or one has not the field's size
     */
    public Builder accept(PolicyField field, Set<Measurement> anyOf) {
      if (!field.isIdentity()) {
        throw new IllegalArgumentException(
            field.member() + " does not tell whose TD it is; state it in the policy");
      }
      return state(field.rule(), new FieldDemand(field, anyOf));
    }

    /** This value, as {@link #accept(PolicyField, Set)}. */
    public Builder accept(PolicyField field, Measurement value) {
      return accept(field, Set.of(value));
    }

    /**
     * Report data that is one of these values of 64 bytes. It counts as what the TD or enclave is
     * known by; see {@link Expected#answerOfAnybody} for what anybody's can answer.
     *
     * @throws IllegalArgumentException if a value has not 64 bytes
     */
    public Builder reportDataExact(byte[]... anyOf) {
      return reportData(Form.EXACT, anyOf);
    }

    /**
     * Report data that begins with one of these values of 1 to 64 bytes; what follows can be
     * anything.
     *
     * @throws IllegalArgumentException if a value has another size
     */
    public Builder reportDataStartsWith(byte[]... anyOf) {
      return reportData(Form.STARTS_WITH, anyOf);
    }

    /**
     * Report data that is one of these values of 1 to 64 bytes, with zeros after it up to 64.
     *
     * @throws IllegalArgumentException if a value has another size
     */
    public Builder reportDataPaddedWithZeros(byte[]... anyOf) {
      return reportData(Form.PADDED_WITH_ZEROS, anyOf);
    }

    private Builder reportData(Form form, byte[]... anyOf) {
      return state(Rule.REPORT_DATA, ReportDataDemand.anyOf(form, anyOf));
    }

    private Builder state(Rule rule, Demand demand) {
      if (stated.putIfAbsent(rule, demand) != null) {
        throw new IllegalArgumentException(
            rule.member() + " is expected already; give all values that are accepted at once");
      }
      return this;
    }

    /** The expectations. */
    public Expected build() {
      return stated.isEmpty() ? NOTHING : new Expected(stated, false);
    }
  }
}
