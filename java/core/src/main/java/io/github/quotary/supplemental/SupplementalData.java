package io.github.quotary.supplemental;

import io.github.quotary.collateral.QeIdentity;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.collateral.Validity;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import io.github.quotary.tcb.TcbEvaluation;
import io.github.quotary.verify.VerificationResult.Verified;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * What Intel's DCAP library hands out beside a verdict. Immutable.
 *
 * <p>Source: Intel DCAP, {@code sgx_ql_qv_supplemental_t}, version 3.4. Fields that Intel leaves at
 * zero or cuts short are filled here: TEE type, both bytes of the PCE's id, the QE identity's
 * evaluation number, and flags that are off.
 *
 * @param validity dates over all eight sources
 * @param tcbLevelDate the earlier date of the matched TCB level and the matched QE level; that of a
 *     TDX module's level does not count
 * @param platformTcbDate date of the matched TCB level
 * @param pckCrlNumber CRL number of the PCK revocation list
 * @param rootCaCrlNumber CRL number of the root CA's revocation list
 * @param tcbEvaluationDataNumber the smaller of TCB info's and QE identity's
 * @param rootKeyId SHA-384 of the root's public key, 48 bytes
 * @param teeType what the quote speaks for
 * @param platform what the PCK certificate says
 * @param advisoryIds advisories of all matched levels, sorted, each once
 * @param qeIdentity the quoting enclave's part
 */
public record SupplementalData(
    Validity validity,
    Instant tcbLevelDate,
    Instant platformTcbDate,
    BigInteger pckCrlNumber,
    BigInteger rootCaCrlNumber,
    long tcbEvaluationDataNumber,
    Measurement rootKeyId,
    TeeType teeType,
    PckPlatform platform,
    List<String> advisoryIds,
    QeIdentityData qeIdentity) {

  /**
   * The supplemental data of a verified quote.
   *
   * @param verified the verdict, which knows the collateral that it was reached with
   */
  public static SupplementalData of(Verified verified) {
    EvaluatedPlatform platform = verified.platform();
    TcbEvaluation tcb = platform.tcb();
    TrustedCollateral trusted = platform.collateral();
    return new SupplementalData(
        platform.validity(),
        earlier(tcb.platform().tcbDate(), tcb.qe().tcbDate()),
        tcb.platform().tcbDate(),
        trusted.pckCrl().number(),
        trusted.rootCrl().number(),
        tcb.tcbEvaluationDataNumber(),
        rootKeyId(platform.chain().root()),
        verified.verifiedQuote().teeType(),
        PckPlatform.of(platform.pck()),
        tcb.advisoryIds(),
        qeIdentity(platform));
  }

  /** Intel's struct of 672 bytes; see {@link SupplementalStruct}. */
  public byte[] toStruct() {
    return SupplementalStruct.encode(this);
  }

  private static Measurement rootKeyId(X509Cert root) {
    return Measurement.of(Sha2.newDigest("SHA-384").digest(root.publicKeyBytes()));
  }

  private static QeIdentityData qeIdentity(EvaluatedPlatform platform) {
    QeIdentity identity = platform.collateral().qeIdentity();
    SigningChain chain = platform.collateral().qeIdentityChain();
    return new QeIdentityData(
        new Validity(
            earlier(chain.earliestNotBefore(), identity.issueDate()),
            later(chain.latestNotBefore(), identity.issueDate()),
            earlier(chain.earliestNotAfter(), identity.nextUpdate())),
        platform.tcb().qe().tcbDate(),
        identity.tcbEvaluationDataNumber(),
        platform.tcb().qe().status());
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
