package io.github.quotary.pcs.document;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.ParsedCollateral;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Checks that the engine can parse a document before it may replace one that the engine can parse.
 * The engine parses the documents of a set in a fixed order and reports the first malformed one; so
 * a document can be tried alone, behind a well-formed one.
 */
final class EngineFormat {
  private static final byte[] SOME_TCB_INFO = someTcbInfo().getBytes(StandardCharsets.UTF_8);

  private EngineFormat() {}

  static void requireTcbInfo(byte[] envelope) throws Refusal {
    require(
        Collateral.builder().tcbInfo(envelope).build(), RejectReason.TCB_INFO_UNSUPPORTED_FORMAT);
  }

  static void requireQeIdentity(byte[] envelope) throws Refusal {
    require(
        Collateral.builder().tcbInfo(SOME_TCB_INFO).qeIdentity(envelope).build(),
        RejectReason.QE_IDENTITY_UNSUPPORTED_FORMAT);
  }

  private static void require(Collateral alone, RejectReason reason) throws Refusal {
    Rejection rejection = ParsedCollateral.parse(alone).rejectionOrNull();
    if (rejection != null && rejection.reason().compareTo(reason) <= 0) {
      throw Refusal.ofEscaped(FailureKind.MALFORMED, rejection.detail());
    }
  }

  /** A minimal TCB info, version 2, of no platform and without a valid signature. */
  private static String someTcbInfo() {
    String components =
        IntStream.rangeClosed(1, 16)
            .mapToObj(i -> String.format("\"sgxtcbcomp%02dsvn\":0,", i))
            .collect(Collectors.joining());
    return "{\"tcbInfo\":{\"version\":2,\"issueDate\":\"2000-01-01T00:00:00Z\","
        + "\"nextUpdate\":\"2000-01-01T00:00:00Z\",\"fmspc\":\"000000000000\",\"pceId\":\"0000\","
        + "\"tcbType\":0,\"tcbEvaluationDataNumber\":0,\"tcbLevels\":[{\"tcb\":{"
        + components
        + "\"pcesvn\":0},\"tcbDate\":\"2000-01-01T00:00:00Z\",\"tcbStatus\":\"UpToDate\"}]},"
        + "\"signature\":\""
        + "0".repeat(128)
        + "\"}";
  }
}
