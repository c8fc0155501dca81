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

/** TLS-4: whether the served certificate was promised to two logs. */
final class TimestampCheck {
  private TimestampCheck() {}

  static Finding of(DomainEvidence evidence, LogList logs, Instant at) {
    if (evidence.peerChain().size() < 2) {
      return Finding.incomplete(Check.TLS_4, "the certificate's issuer was not captured");
    }
    if (logs.size() == 0) {
      return Finding.incomplete(Check.TLS_4, "the policy names no list of logs");
    }
    SctCheck.Result result =
        new SctCheck(logs, EcdsaP256.bouncyCastle())
            .check(
                evidence.peerChain().get(0).toByteArray(),
                evidence.peerChain().get(1).toByteArray(),
                at);
    List<String> lines = result.timestamps().stream().map(TimestampCheck::line).toList();
    if (!result.isReadable()) {
      return Finding.fail(Check.TLS_4, "the certificate has no timestamps of logs inside");
    }
    return result.isEnough()
        ? Finding.pass(Check.TLS_4, "logs of two operators promised to show the certificate")
            .withDetails(lines)
        : Finding.fail(Check.TLS_4, "fewer than two operators' logs promised to show it")
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
