package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.TcbStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** TCB statuses that are good enough. */
record TcbStatusDemand(Set<TcbStatus> accepted, @Nullable OutOfDateDemand graceOrNull)
    implements Demand {
  TcbStatusDemand {
    if (accepted.isEmpty()) {
      throw new IllegalArgumentException("No TCB status is accepted; name at least one");
    }
    if (accepted.contains(TcbStatus.REVOKED)) {
      throw new IllegalArgumentException(
          "Revoked cannot be accepted: a revoked TCB is rejected before any policy is asked");
    }
    accepted = Set.copyOf(accepted);
  }

  TcbStatusDemand(Set<TcbStatus> accepted) {
    this(accepted, null);
  }

  /** With the policy's grace for an out-of-date TCB, which then judges such a status instead. */
  @Override
  public Demand beside(Map<Rule, Demand> others) {
    return others.get(Rule.OUT_OF_DATE) instanceof OutOfDateDemand grace
        ? new TcbStatusDemand(accepted, grace)
        : this;
  }

  @Override
  public boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    return accepted.contains(platform.tcb().status()) || isGraced(platform.tcb().status());
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    if (!isMet(quote, platform, at)) {
      objections.raise(platform.tcb().status().intelName(), expected());
    }
  }

  private boolean isGraced(TcbStatus status) {
    return graceOrNull != null && OutOfDateDemand.governs(status, accepted);
  }

  @Override
  public String expected() {
    return String.join(" or ", names());
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (String name : names()) {
      json.writeString(name);
    }
    json.writeEndArray();
  }

  private List<String> names() {
    return accepted.stream().sorted().map(TcbStatus::intelName).toList();
  }
}
