package io.github.quotary.pcs.document;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.ParsedCollateral;
import io.github.quotary.quote.Measurement;
import io.github.quotary.status.Rejection;
import java.util.List;

/**
 * Assembles four documents into the collateral of a verifier, and has the engine check the set.
 *
 * @apiNote Internal to this module; may change without notice.
 */
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

  /** The set, unchecked. */
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
   * Checks the set as the engine does for every quote. All chains must end in the same root
   * certificate: Intel has issued two for one key.
   *
   * @throws Refusal if the engine would reject the set
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

  /** The root certificate's signature; Intel compares roots by it. */
  private static Measurement root(byte[] chain, DocumentChecks checks) throws Refusal {
    return checks.anchoredRoot(chain).signatureBytes();
  }
}
