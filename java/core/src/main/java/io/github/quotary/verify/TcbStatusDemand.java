package io.github.quotary.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.status.TcbStatus;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** TCB statuses that are good enough. */
record TcbStatusDemand(Set<TcbStatus> accepted) implements Demand {
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

  @Override
  public void check(PolicyInput input, Objection objection) {
    TcbStatus status = input.tcb().status();
    boolean graced =
        input.policy().outOfDateGrace().filter(g -> g.governs(status, accepted)).isPresent();
    if (!accepted.contains(status) && !graced) {
      objection.raise(status.intelName(), expected());
    }
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
