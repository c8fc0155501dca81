package io.github.quotary.qvl;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.qvl.QvlVerdict.Failure;
import io.github.quotary.qvl.StageCalls.CertificationDataAnswer;
import io.github.quotary.qvl.StageCalls.QuoteAnswer;
import io.github.quotary.status.Stage;
import io.github.quotary.status.TcbStatus;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies quotes with Intel's low-level QVL, whose functions it calls in the order of Intel's DCAP
 * library. It reports the failed stage with its status and accepts any trust anchor. The expiration
 * flag covers the expiry status of every stage. Thread-safe.
 */
public final class StageVerifier implements IntelEngine {
  private static final int MIN_QUOTE = 1020;
  private static final int TEE_TDX = 0x81;
  private static final int PCK_CHAIN_TYPE = 5;

  /** Statuses of a function that could not parse something. */
  private static final Set<Integer> TCB_INFO_FORMAT = Set.of(19, 20);

  private static final Set<Integer> QE_IDENTITY_FORMAT = Set.of(62, 63, 64);
  private static final int CRL_FORMAT = 28;

  /** The empty text. */
  private static final byte[] NO_ROOT = {0};

  private final StageLibrary library;
  private final TrustAnchor anchor;

  /** A verifier that uses this library and trusts this root. */
  public StageVerifier(StageLibrary library, TrustAnchor anchor) {
    this.library = library;
    this.anchor = anchor;
  }

  @Override
  public QvlVerdict verify(ByteBuffer quote, Collateral collateral, Instant at) {
    int teeType = QuoteArgument.teeType(quote);
    if (quote.remaining() < MIN_QUOTE
        || (teeType != 0 && teeType != TEE_TDX)
        || at.getEpochSecond() <= 0
        || collateral.hasInnerNul()) {
      return rejected(Stage.ARGS, "SGX_QL_ERROR_INVALID_PARAMETER");
    }
    if (!StackGuard.allows(collateral)) {
      return QvlVerdict.rejected(ReturnCode.NOT_HANDED_OVER, null);
    }
    CertificationDataAnswer data = StageCalls.certificationData(library, quote);
    if (!data.status().isOk()) {
      return rejected(Stage.QUOTE_PARSE, data.status());
    }
    if (data.data().isEmpty()) {
      return rejected(Stage.CERT_DATA_EMPTY, "SGX_QL_ERROR_UNEXPECTED");
    }
    return data.type() == PCK_CHAIN_TYPE
        ? verify(new StageCalls(library, quote, data.data(), collateral, at), data.data())
        : rejected(Stage.CERT_TYPE, "SGX_QL_QUOTE_CERTIFICATION_DATA_UNSUPPORTED");
  }

  /**
   * Parses everything before trusting anything; until then any certificate can serve as the root.
   */
  private QvlVerdict verify(StageCalls calls, String pckChain) {
    QuoteCertificates certificates = QuoteCertificates.parse(pckChain);
    X509Certificate root = certificates.root().orElse(null);
    byte[] rootPem = root == null ? NO_ROOT : QuoteCertificates.pem(root);
    QvlStatus tcbStatus = calls.tcbInfo(rootPem);
    if (tcbStatus.isOneOf(TCB_INFO_FORMAT)) {
      return rejected(Stage.TCB_INFO_PARSE, "SGX_QL_TCBINFO_UNSUPPORTED_FORMAT");
    }
    QvlStatus pckStatus = calls.pck(rootPem);
    if (pckStatus.isOneOf(StageCalls.CHAIN_FORMAT)) {
      return rejected(Stage.PCK_CHAIN_PARSE, "SGX_QL_PCK_CERT_CHAIN_ERROR");
    }
    if (root == null) {
      return rejected(Stage.NO_ROOT, "SGX_QL_PCK_CERT_CHAIN_ERROR");
    }
    if (!Arrays.equals(QuoteCertificates.point(root), anchor.publicKey().toRaw())) {
      return rejected(Stage.ROOT_KEY_PIN, "SGX_QL_PCK_CERT_CHAIN_ERROR");
    }
    QvlStatus qeStatus = calls.qeIdentity(rootPem);
    if (qeStatus.isOneOf(QE_IDENTITY_FORMAT)) {
      return rejected(Stage.QE_IDENTITY_PARSE, "SGX_QL_QEIDENTITY_UNSUPPORTED_FORMAT");
    }
    if (calls.issuerChains().anyMatch(chain -> !calls.canParse(chain, rootPem))) {
      return rejected(Stage.ISSUER_CHAIN_PARSE, "SGX_QL_PCK_CERT_CHAIN_ERROR");
    }
    if (pckStatus.number() == CRL_FORMAT) {
      return rejected(Stage.CRL_PARSE, "SGX_QL_CRL_UNSUPPORTED_FORMAT");
    }
    QvlVerdict failed =
        firstOf(
            failure(Stage.PCK_CHAIN, pckStatus),
            failure(Stage.TCB_INFO, tcbStatus),
            failure(Stage.QE_IDENTITY, qeStatus));
    return failed != null
        ? failed
        : judge(
            calls,
            certificates,
            pckStatus.isExpiry() || tcbStatus.isExpiry() || qeStatus.isExpiry());
  }

  private static QvlVerdict judge(
      StageCalls calls, QuoteCertificates certificates, boolean expired) {
    Optional<X509Certificate> pck = certificates.pck();
    if (pck.isEmpty()) {
      return rejected(Stage.QUOTE, "SGX_QL_ERROR_UNEXPECTED");
    }
    QuoteAnswer answer = calls.quote(QuoteCertificates.pem(pck.get()));
    Optional<TcbStatus> status = answer.status().tcbStatusName().flatMap(TcbStatus::fromIntelName);
    return status.isEmpty()
        ? rejected(Stage.QUOTE, answer.status())
        : QvlVerdict.verified(
            status.get(), expired, answer.info().advisoryIds(), answer.info().tcbDate());
  }

  private static @Nullable QvlVerdict failure(Stage stage, QvlStatus status) {
    return status.isOk() || status.isExpiry() ? null : rejected(stage, status);
  }

  private static @Nullable QvlVerdict firstOf(@Nullable QvlVerdict... verdicts) {
    for (QvlVerdict verdict : verdicts) {
      if (verdict != null) {
        return verdict;
      }
    }
    return null;
  }

  private static QvlVerdict rejected(Stage stage, QvlStatus status) {
    return QvlVerdict.rejected(status.returnCode(), new Failure(stage.id(), status.intelName()));
  }

  private static QvlVerdict rejected(Stage stage, String returnCode) {
    return QvlVerdict.rejected(ReturnCode.named(returnCode), new Failure(stage.id(), null));
  }
}
