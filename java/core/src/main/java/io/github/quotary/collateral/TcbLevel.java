package io.github.quotary.collateral;

import io.github.quotary.quote.TcbComponents;
import io.github.quotary.status.TcbStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A TCB level of a platform: what a platform must have to get this status.
 *
 * @param sgxComponents the sixteen SGX component SVNs
 * @param pceSvn the PCE's SVN, an unsigned 32-bit integer
 * @param tdxComponentsOrNull the sixteen TDX component SVNs; only in TCB info of a TDX platform
 * @param tcbDate up to when known vulnerabilities are mitigated
 * @param status the status
 * @param advisoryIds Intel's security advisories that concern this level
 */
public record TcbLevel(
    TcbComponents sgxComponents,
    long pceSvn,
    @Nullable TcbComponents tdxComponentsOrNull,
    Instant tcbDate,
    TcbStatus status,
    List<String> advisoryIds) {

  /** Highest first: SGX components, PCESVN, TDX components (spec of Intel's QVL: a sorted set). */
  static final Comparator<TcbLevel> HIGHEST_FIRST =
      Comparator.comparing(TcbLevel::sgxComponents)
          .thenComparingLong(TcbLevel::pceSvn)
          .thenComparing(
              TcbLevel::tdxComponentsOrNull, Comparator.nullsFirst(Comparator.naturalOrder()))
          .reversed();

  /** The sixteen TDX component SVNs; only in TCB info of a TDX platform. */
  public Optional<TcbComponents> tdxComponents() {
    return Optional.ofNullable(tdxComponentsOrNull);
  }
}
