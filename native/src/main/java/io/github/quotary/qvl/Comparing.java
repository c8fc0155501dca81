package io.github.quotary.qvl;

import io.github.quotary.qvl.QvlVerdict.Failure;
import io.github.quotary.status.TcbStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares two verdicts field by field. */
final class Comparing {
  private final QvlVerdict ours;
  private final QvlVerdict theirs;
  private final Explanations explanations;
  private final List<Difference> found = new ArrayList<>();

  Comparing(QvlVerdict ours, QvlVerdict theirs, Explanations explanations) {
    this.ours = ours;
    this.theirs = theirs;
    this.explanations = explanations;
  }

  List<Difference> differences() {
    if (!ours.returnCode().equals(theirs.returnCode())) {
      add("returnCode", ours.returnCode(), theirs.returnCode(), explanations.ofOutcome());
    } else if (ours.returnCode().isSuccess()) {
      compareStatus();
    } else {
      compareFailure();
    }
    return List.copyOf(found);
  }

  private void compareStatus() {
    compare(
        "tcbStatus",
        ours.status().map(TcbStatus::intelName).orElse("none"),
        theirs.status().map(TcbStatus::intelName).orElse("none"));
    compare("advisoryIds", ours.advisoryIds(), theirs.advisoryIds());
    if (ours.expired() != theirs.expired()) {
      add("expired", ours.expired(), theirs.expired(), explanations.ofExpiry());
    }
    Optional<Instant> date = theirs.tcbDate();
    if (date.isPresent() && ours.tcbDate().isPresent()) {
      compare("tcbDate", ours.tcbDate().get(), date.get());
    }
    if (theirs.supplemental().isPresent() && ours.supplemental().isPresent()) {
      SupplementalFields.compare(
          ours.supplemental().get(), theirs.supplemental().get(), this::compare);
    }
  }

  private void compareFailure() {
    Optional<Failure> theirFailure = theirs.failure();
    Optional<Failure> ourFailure = ours.failure();
    if (theirFailure.isPresent() && ourFailure.isPresent()) {
      Optional<KnownDifference> reason = explanations.ofOutcome();
      String stage = theirFailure.get().stage();
      if (!ourFailure.get().stage().equals(stage)) {
        add("stage", ourFailure.get().stage(), stage, reason);
      }
      String status = theirFailure.get().qvlStatusOrNull();
      String ourStatus = String.valueOf(ourFailure.get().qvlStatusOrNull());
      if (status != null && !status.equals(ourStatus)) {
        add("qvlStatus", ourStatus, status, reason);
      }
    }
  }

  private void compare(String what, Object our, Object their) {
    if (!our.equals(their)) {
      add(what, our, their, Optional.empty());
    }
  }

  private void add(String what, Object our, Object their, Optional<KnownDifference> known) {
    found.add(new Difference(what, our.toString(), their.toString(), known.orElse(null)));
  }
}
