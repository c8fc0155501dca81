package io.github.quotary.tcb;

import io.github.quotary.pki.PckCertificate;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TdReport15;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a platform has: the SVNs that TCB levels are matched against.
 *
 * @param sgxComponents from the PCK certificate
 * @param pceSvn from the PCK certificate
 * @param qeIsvSvn from the QE report
 * @param teeTcbSvnOrNull TEE_TCB_SVN at launch; only for a TD
 * @param teeTcbSvn2OrNull TEE_TCB_SVN as it is now; only from a TD report 1.5
 */
public record PlatformTcb(
    TcbComponents sgxComponents,
    long pceSvn,
    int qeIsvSvn,
    @Nullable TcbComponents teeTcbSvnOrNull,
    @Nullable TcbComponents teeTcbSvn2OrNull) {

  /** The SVNs of a quote and its platform's certificate. */
  public static PlatformTcb of(PckCertificate pck, Quote quote) {
    TcbComponents launch = null;
    TcbComponents current = null;
    if (quote.body() instanceof TdReport report) {
      launch = report.teeTcbSvn();
      current = report instanceof TdReport15 report15 ? report15.teeTcbSvn2() : null;
    }
    return new PlatformTcb(
        pck.tcbComponents(),
        pck.pceSvn(),
        quote.signatureData().qeReport().isvSvn(),
        launch,
        current);
  }

  /** TEE_TCB_SVN at launch; only for a TD. */
  public Optional<TcbComponents> teeTcbSvn() {
    return Optional.ofNullable(teeTcbSvnOrNull);
  }

  /** TEE_TCB_SVN as it is now; only from a TD report 1.5. */
  public Optional<TcbComponents> teeTcbSvn2() {
    return Optional.ofNullable(teeTcbSvn2OrNull);
  }
}
