package io.github.quotary.pcs.document;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.ParsedCollateral;
import io.github.quotary.quote.Measurement;
import io.github.quotary.status.Rejection;
import java.util.List;

/** Puts four documents together into what a verifier takes, and lets the engine judge the set. */
public final class CollateralAssembly {
  private CollateralAssembly() {}

  /** The set of documents in the order of {@link DocumentKey#of}. */
  public static Collateral ofDocuments(List<TrustedDocument> documents) {
    return of(
        documents.get(0).received(),
        documents.get(1).received(),
        documents.get(2).received(),
        documents.get(3).received());
  }

  /** The set, whatever it is worth. */
  public static Collateral of(
      ReceivedDocument tcbInfo,
      ReceivedDocument qeIdentity,
      ReceivedDocument pckCrl,
      ReceivedDocument rootCaCrl) {
    return Collateral.builder()
        .tcbInfo(tcbInfo.body())
        .tcbInfoIssuerChain(tcbInfo.issuerChain())
        .qeIdentity(qeIdentity.body())
        .qeIdentityIssuerChain(qeIdentity.issuerChain())
        .pckCrl(pckCrl.body())
        .pckCrlIssuerChain(pckCrl.issuerChain())
        .rootCaCrl(rootCaCrl.body())
        .build();
  }

  /**
   * Fails with what the engine objects to about the set, or would object to with any quote: it
   * demands that all chains end in the same root certificate, and Intel has issued two for one key.
   */
  public static void require(Collateral collateral, DocumentChecks checks) throws Refusal {
    Measurement tcbInfoRoot = root(collateral.tcbInfoIssuerChain(), checks);
    if (!tcbInfoRoot.equals(root(collateral.qeIdentityIssuerChain(), checks))) {
      throw new Refusal(
          FailureKind.UNTRUSTED,
          "the issuer chains of TCB info and QE identity end in different root certificates");
    }
    Rejection rejection =
        ParsedCollateral.parse(collateral)
            .then(parsed -> parsed.trust(checks.anchor(), checks.engine()))
            .rejectionOrNull();
    if (rejection != null) {
      throw Refusal.ofEscaped(
          FailureKind.UNTRUSTED, rejection.reason() + ": " + rejection.detail());
    }
  }

  /** The signature of the root certificate, by which Intel compares roots. */
  private static Measurement root(byte[] chain, DocumentChecks checks) throws Refusal {
    return checks.anchoredRoot(chain).signatureBytes();
  }
}
