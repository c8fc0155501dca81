package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.fault.Fault;
import io.github.quotary.simulator.fault.Oddity;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.tcb.TcbEvaluation;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault, oddity and outcome of the simulator gets the verdict that it was made for. */
class SimulatedVerdictsTest {
  static Stream<VectorSource> sources() {
    return Stream.of(Fault.all(), List.of(Oddity.values()), List.of(Outcome.values()))
        .flatMap(List::stream);
  }

  @Test
  void faultsOfEveryKindAreThere() {
    assertTrue(Fault.all().size() >= 100, "only " + Fault.all().size());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void theVerdictIsTheExpectedOne(VectorSource source) {
    Evidence evidence = Simulated.evidence(source);
    Expectation expectation = source.expectation();
    for (QvlGeneration generation : QvlGeneration.values()) {
      VerificationResult result = Simulated.verify(evidence, generation);
      String about = source.about() + ", " + generation + ": " + Simulated.words(result);
      assertEquals(expectation.trusted(), result.isTrusted(), about);
      if (expectation.quotary() == null) {
        assertVerdict(
            generation == QvlGeneration.V1_26 ? expectation.g1() : expectation.g2(), result, about);
      } else {
        String verdict = result instanceof Rejected ? "rejected" : "verified";
        assertEquals(expectation.quotary(), verdict, about);
      }
    }
  }

  private static void assertVerdict(Verdict expected, VerificationResult result, String about) {
    if (expected instanceof Verdict.Verified verdict) {
      Verified verified = assertInstanceOf(Verified.class, result, about);
      TcbEvaluation tcb = verified.tcb();
      assertEquals(
          verdict,
          new Verdict.Verified(
              tcb.status().intelName(), verified.expired(), tcb.advisoryIds(), tcb.tcbDate()),
          about);
    } else {
      Rejected rejected = assertInstanceOf(Rejected.class, result, about);
      assertEquals(
          expected,
          new Verdict.Rejected(
              rejected.reason().stage().id(),
              rejected.reason().qvlStatus().orElse(null),
              rejected.reason().returnCode()),
          about);
    }
  }
}
