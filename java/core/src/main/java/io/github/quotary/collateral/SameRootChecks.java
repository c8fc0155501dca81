package io.github.quotary.collateral;

import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.CheckList;
import io.github.quotary.status.Problem;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * STATUS_SGX_TCB_SIGNING_CERT_CHAIN_UNTRUSTED: the quote's chain and both signing chains end in one
 * root certificate, not only in one key. Intel compares their signatures.
 */
final class SameRootChecks {
  static final CheckList<SameRootChecks> CHECKS =
      CheckList.<SameRootChecks>builder()
          .add(
              RejectReason.TCB_INFO_CHAIN_UNTRUSTED,
              c -> c.sameRoot(c.tcbInfoChain, "the TCB info issuer chain"))
          .add(
              RejectReason.QE_IDENTITY_CHAIN_UNTRUSTED,
              c -> c.sameRoot(c.qeIdentityChain, "the QE identity issuer chain"))
          .build();

  private final @Nullable AnchoredPckChain chain;
  private final @Nullable SigningChain tcbInfoChain;
  private final @Nullable SigningChain qeIdentityChain;

  SameRootChecks(
      @Nullable AnchoredPckChain chain,
      @Nullable SigningChain tcbInfoChain,
      @Nullable SigningChain qeIdentityChain) {
    this.chain = chain;
    this.tcbInfoChain = tcbInfoChain;
    this.qeIdentityChain = qeIdentityChain;
  }

  /** What is wrong, or null. */
  static @Nullable Rejection reject(AnchoredPckChain chain, ParsedCollateral parsed) {
    return CHECKS.first(new SameRootChecks(chain, parsed.tcbInfoChain(), parsed.qeIdentityChain()));
  }

  private @Nullable Problem sameRoot(@Nullable SigningChain other, String where) {
    X509Cert root = chain == null ? null : chain.root();
    X509Cert otherRoot = other == null ? null : other.root().orElse(null);
    if (root == null || otherRoot == null) {
      return Problem.NOT_EVALUATED;
    }
    return root.signatureBytes().equals(otherRoot.signatureBytes())
        ? null
        : Problem.mismatch(
            "Root certificate's signature (Intel has issued two roots for one key)",
            root.signatureBytes(),
            "the quote's chain",
            otherRoot.signatureBytes(),
            where);
  }
}
