package io.github.quotary.domain.witness;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.domain.ct.CtLog;
import io.github.quotary.domain.ct.LogList;
import io.github.quotary.domain.ct.SctCheck;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import java.time.Instant;
import java.util.List;

/** TLS-4: whether logs of two operators signed timestamps for the served certificate. */
final class TimestampCheck {
  private TimestampCheck() {}

  static Finding of(DomainEvidence evidence, LogList logs, Instant at) {
    if (evidence.peerChain().size() < 2) {
      return Finding.incomplete(Check.TLS_4, "the certificate's issuer was not captured");
    }
    if (logs.size() == 0) {
      return Finding.incomplete(Check.TLS_4, "the policy names no CT log list");
    }
    SctCheck.Result result =
        new SctCheck(logs, EcdsaP256.bouncyCastle())
            .check(
                evidence.peerChain().get(0).toByteArray(),
                evidence.peerChain().get(1).toByteArray(),
                at);
    List<String> lines = result.timestamps().stream().map(TimestampCheck::line).toList();
    if (!result.isReadable()) {
      return Finding.fail(Check.TLS_4, "the certificate has no embedded SCTs");
    }
    return result.isEnough()
        ? Finding.pass(Check.TLS_4, "SCTs from logs of at least two operators are valid")
            .withDetails(lines)
        : Finding.fail(Check.TLS_4, "SCTs from logs of fewer than two operators are valid")
            .withDetails(lines);
  }

  private static String line(SctCheck.Timestamp timestamp) {
    return timestamp.status()
        + " "
        + timestamp.log().map(CtLog::description).orElse("log " + timestamp.logId())
        + " at "
        + timestamp.at();
  }
}
