package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pki.Crl;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which genuine document may replace another: one that is not older, unless older ones are
 * accepted, and that is current if the other one is.
 */
final class ReplacementRule {
  private final DocumentChecks checks;
  private final boolean acceptOlder;

  ReplacementRule(DocumentChecks checks, boolean acceptOlder) {
    this.checks = checks;
    this.acceptOlder = acceptOlder;
  }

  void require(TrustedDocument fresh, @Nullable TrustedDocument present, Instant now)
      throws Refusal {
    if (present == null) {
      return;
    }
    Optional<String> older = fresh.olderThan(present);
    if (older.isPresent() && !acceptOlder && !isFromTheFuture(present, fresh, now)) {
      throw new Refusal(FailureKind.OLDER, older.get());
    }
    if (present.isCurrentAt(now) && !fresh.isCurrentAt(now)) {
      throw fresh.notCurrentAt(now);
    }
  }

  /** A document that is not valid yet must not block one that is valid now. */
  private static boolean isFromTheFuture(
      TrustedDocument present, TrustedDocument fresh, Instant now) {
    return now.isBefore(present.facts().validFrom()) && fresh.isCurrentAt(now);
  }

  /**
   * The same for a document that is received, not trusted; one that is not genuine may be replaced.
   */
  boolean mayReplace(TrustedDocument fresh, ReceivedDocument present, Crl rootCaCrl, Instant now) {
    TrustedDocument genuine;
    try {
      genuine =
          present.key() instanceof DocumentKey.RootCaCrl
              ? checks.rootCaCrl(present, checks.anchoredRoot(present.issuerChain()))
              : checks.check(present, rootCaCrl);
    } catch (Refusal notGenuine) {
      return true;
    }
    try {
      require(fresh, genuine, now);
      return true;
    } catch (Refusal refusal) {
      return false;
    }
  }
}
