package io.github.quotary.ingress.plan;

import io.github.quotary.domain.caa.CaaLock;
import io.github.quotary.domain.caa.CaaLock.State;
import io.github.quotary.domain.caa.CaaProperty;
import io.github.quotary.domain.caa.RelevantSet;
import io.github.quotary.domain.dns.DnsSecurity;
import io.github.quotary.ingress.dns.RecordData.Caa;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How far CAA will keep others from getting certificates, once the plan is carried out; or now,
 * where the plan writes no CAA records.
 *
 * @param forName certificates for the name itself; for a wildcard, for a name below it
 * @param forWildcard certificates for the wildcard at or below the name
 * @param isConditional whether that holds only if no foreign CAA records stand there, which could
 *     not be looked up
 * @param why what weakens it, or why it is not known; may be empty
 */
public record Lock(State forName, State forWildcard, boolean isConditional, String why) {
  /** Whether only this app's account can get a certificate of either kind. */
  public boolean isStrong() {
    return forName == State.ACCOUNT_LOCKED && forWildcard == State.ACCOUNT_LOCKED;
  }

  /** Whether it is not known, or only under a condition. */
  public boolean isUnknown() {
    return isConditional || forName == State.LOOKUP_FAILED || forWildcard == State.LOOKUP_FAILED;
  }

  /** Nothing is known. */
  static Lock unknown(String why) {
    return new Lock(State.LOOKUP_FAILED, State.LOOKUP_FAILED, false, why);
  }

  /** The lock that these records of one name make. */
  static Lock of(Collection<Caa> records, String issuer, String account) {
    List<CaaProperty> properties =
        records.stream().map(caa -> new CaaProperty(caa.flags(), caa.tag(), caa.value())).toList();
    return of(
        new RelevantSet.Found(
            Optional.empty(), Optional.empty(), properties, DnsSecurity.INDETERMINATE),
        issuer,
        account);
  }

  /** The lock of a set. */
  static Lock of(RelevantSet set, String issuer, String account) {
    CaaLock plain = CaaLock.of(set, false, Set.of(issuer), Set.of(account));
    CaaLock wild = CaaLock.of(set, true, Set.of(issuer), Set.of(account));
    List<String> warnings =
        Stream.concat(plain.warnings().stream(), wild.warnings().stream()).distinct().toList();
    return new Lock(plain.state(), wild.state(), false, String.join("; ", warnings));
  }

  /** The same, if no foreign records stand there. */
  Lock conditional() {
    return new Lock(forName, forWildcard, true, why);
  }

  /** The weaker of two, kind by kind. */
  Lock weaker(Lock other) {
    return new Lock(
        weaker(forName, other.forName),
        weaker(forWildcard, other.forWildcard),
        isConditional || other.isConditional,
        Stream.of(why, other.why)
            .filter(text -> !text.isEmpty())
            .distinct()
            .reduce((one, two) -> one + "; " + two)
            .orElse(""));
  }

  /** The states are declared from worst to best. */
  private static State weaker(State one, State other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
