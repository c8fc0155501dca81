package io.github.quotary.verify;

import io.github.quotary.collateral.TdxModule;
import io.github.quotary.collateral.TdxModuleIdentity;
import io.github.quotary.collateral.Validity;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.pki.PckChain;
import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.SignatureData;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.quote.TeeType;
import io.github.quotary.tcb.TcbQuestion;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A platform that was verified under some collateral: everything that its quotes have in common
 * passed every check. Left for each quote are the TDX module, the signature over its body, and its
 * TCB, which is kept by the SVNs that it was evaluated from. Thread-safe.
 */
final class KeptPlatform extends KeptTable.Entry {
  private static final int MAX_TCBS = 4;

  /** Bytes that a platform takes beside its evidence and its chain, about. */
  private static final int OVERHEAD = 800;

  private final KeptCollateral collateral;
  private final ByteBuffer evidence;
  private final TeeType teeType;
  private final KeptChain chain;
  private final P256PublicKey attestationKey;
  private final Validity validity;
  private volatile List<KeptTcb> tcbs = List.of();

  KeptPlatform(
      KeptCollateral collateral,
      Quote quote,
      KeptChain chain,
      P256PublicKey attestationKey,
      Validity validity) {
    this(collateral, quote, chain, attestationKey, validity, quote.signatureData().qeEvidence());
  }

  private KeptPlatform(
      KeptCollateral collateral,
      Quote quote,
      KeptChain chain,
      P256PublicKey attestationKey,
      Validity validity,
      byte[] evidence) {
    super(quote.signatureData().qeProbe(), evidence.length + chain.bytes + OVERHEAD);
    this.collateral = collateral;
    this.evidence = ByteBuffer.wrap(evidence).asReadOnlyBuffer();
    this.teeType = quote.teeType();
    this.chain = chain;
    this.attestationKey = attestationKey;
    this.validity = validity;
  }

  /** Whether the quote is of this platform, and the collateral that of then. */
  boolean isOf(KeptCollateral statements, Quote quote) {
    SignatureData data = quote.signatureData();
    return collateral == statements
        && teeType == quote.teeType()
        && data.isQeEvidence(evidence)
        && chain.isOf(data);
  }

  KeptCollateral collateral() {
    return collateral;
  }

  PckChain chain() {
    return chain.chain();
  }

  KeptChain keptChain() {
    return chain;
  }

  P256PublicKey attestationKey() {
    return attestationKey;
  }

  Validity validity() {
    return validity;
  }

  /** The TCB of a quote with these SVNs, if one was verified before. */
  @Nullable KeptTcb tcb(Quote quote) {
    TdReport report = quote.body() instanceof TdReport td ? td : null;
    for (KeptTcb tcb : tcbs) {
      if (tcb.isOf(report)) {
        return tcb;
      }
    }
    return null;
  }

  /** Keeps the TCB of a verified quote. */
  synchronized void add(EvaluatedPlatform evaluated) {
    KeptTcb tcb = KeptTcb.of(evaluated);
    tcbs = Stream.concat(Stream.of(tcb), tcbs.stream()).limit(MAX_TCBS).toList();
  }

  /**
   * A TCB that was evaluated, and the TDX module that its TEE_TCB_SVN names.
   *
   * @param launch TEE_TCB_SVN, none for SGX
   * @param current TEE_TCB_SVN2, none but for a TD report 1.5
   * @param mrSignerSeam what the module's signer must be, none for SGX
   */
  record KeptTcb(
      EvaluatedPlatform evaluated,
      @Nullable TcbComponents launch,
      @Nullable TcbComponents current,
      @Nullable Measurement mrSignerSeam) {

    static KeptTcb of(EvaluatedPlatform evaluated) {
      TcbQuestion question = evaluated.question();
      TcbComponents launch = question.platform().teeTcbSvnOrNull();
      TdxModule module = null;
      if (launch != null) {
        int version = launch.svn(1);
        module =
            version == 0
                ? question.tcbInfo().tdxModule().orElseThrow()
                : question
                    .tcbInfo()
                    .tdxModuleIdentity(version)
                    .map(TdxModuleIdentity::module)
                    .orElseThrow();
      }
      return new KeptTcb(
          evaluated,
          launch,
          question.platform().teeTcbSvn2OrNull(),
          module == null ? null : module.mrSigner());
    }

    /** Whether a report has the same SVNs; a null report is an enclave's. */
    boolean isOf(@Nullable TdReport report) {
      if (report == null || launch == null) {
        return report == null && launch == null;
      }
      if (!report.isTeeTcbSvn(launch)) {
        return false;
      }
      return report instanceof TdReport15 now
          ? current != null && now.isTeeTcbSvn2(current)
          : current == null;
    }

    /** Whether the quote's TDX module is signed as it must be; its attributes must be zero. */
    boolean hasRightModule(Quote quote) {
      return mrSignerSeam == null
          || (quote.body() instanceof TdReport report
              && report.isMrSignerSeam(mrSignerSeam)
              && report.hasNoSeamAttributes());
    }
  }
}
