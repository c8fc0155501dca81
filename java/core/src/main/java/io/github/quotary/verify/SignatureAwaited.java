package io.github.quotary.verify;

import io.github.quotary.collateral.TdxModule;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.tcb.TcbQuestion;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a quote passed; what is left is whether the platform's attestation key has
 * signed it. This holds for every quote of the platform with the same SVNs and the right TDX
 * module, so that it is made once, with the first of them, and costs no memory for the others.
 * {@link CachedPlatform#begin} alone hands it out. Immutable.
 *
 * @param platform what the quote was recognised as
 * @param evaluated the platform, with the TCB that these SVNs have
 * @param launch TEE_TCB_SVN, none for SGX
 * @param current TEE_TCB_SVN2, none but for a TD report 1.5
 * @param mrSignerSeam what the module's signer must be, none for SGX
 */
record SignatureAwaited(
    CachedPlatform platform,
    EvaluatedPlatform evaluated,
    @Nullable TcbComponents launch,
    @Nullable TcbComponents current,
    @Nullable Measurement mrSignerSeam)
    implements Step {

  static SignatureAwaited of(CachedPlatform platform, EvaluatedPlatform evaluated) {
    TcbQuestion question = evaluated.question();
    TcbComponents launch = question.platform().teeTcbSvnOrNull();
    TdxModule module =
        launch == null ? null : question.tcbInfo().tdxModule(launch.svn(1)).orElse(null);
    return new SignatureAwaited(
        platform,
        evaluated,
        launch,
        question.platform().teeTcbSvn2OrNull(),
        module == null ? null : module.mrSigner());
  }

  /** The key that is to have signed the quote. */
  P256PublicKey key() {
    return platform.attestationKey();
  }

  /** Whether a quote of the platform has the same SVNs; their TCB is then the same. */
  boolean hasSvnsOf(Quote quote) {
    if (!(quote.body() instanceof TdReport report)) {
      return launch == null;
    }
    if (launch == null || !report.isTeeTcbSvn(launch)) {
      return false;
    }
    return report instanceof TdReport15 now
        ? current != null && now.isTeeTcbSvn2(current)
        : current == null;
  }

  /** Whether the quote's TDX module is signed as it must be; its attributes must be zero. */
  boolean hasModuleOf(Quote quote) {
    if (!(quote.body() instanceof TdReport report)) {
      return launch == null;
    }
    return mrSignerSeam != null
        && report.isMrSignerSeam(mrSignerSeam)
        && report.hasNoSeamAttributes();
  }
}
