package io.github.quotary.pcs.bundle;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.document.CollateralAssembly;
import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.DocumentStatus;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pki.CaType;
import io.github.quotary.pki.X509Cert;
import java.time.Instant;
import java.util.List;

/** Checks the documents of a bundle, each on its own, by the revocation list that is among them. */
public final class BundleCheck {
  private final CollateralBundle bundle;
  private final DocumentChecks checks;
  private final Instant at;

  BundleCheck(CollateralBundle bundle, DocumentChecks checks, Instant at) {
    this.bundle = bundle;
    this.checks = checks;
    this.at = at;
  }

  List<DocumentStatus> all() {
    return bundle.documents().stream().map(this::check).toList();
  }

  private DocumentStatus check(ReceivedDocument document) {
    try {
      TrustedDocument trusted = trust(bundle, checks, document);
      requireSets(trusted.received());
      if (!trusted.isCurrentAt(at)) {
        throw trusted.notCurrentAt(at);
      }
      return new DocumentStatus(document, trusted.facts(), null, "");
    } catch (Refusal refusal) {
      return new DocumentStatus(
          document, document.facts().orElse(null), refusal.kind(), refusal.detail());
    }
  }

  /**
   * Documents that are good one by one must also be good as a set; TCB info stands for its sets.
   */
  private void requireSets(ReceivedDocument document) throws Refusal {
    if (!(document.key() instanceof DocumentKey.TcbInfo info)) {
      return;
    }
    for (CaType ca : CaType.values()) {
      CollateralKey platform = new CollateralKey(info.fmspc(), ca, info.teeType());
      if (areGenuine(DocumentKey.of(platform, info.update()))
          && bundle.find(platform, info.update()) instanceof Lookup.Found found) {
        CollateralAssembly.require(found.collateral(), checks);
      }
    }
  }

  private boolean areGenuine(List<DocumentKey> keys) {
    for (DocumentKey key : keys) {
      ReceivedDocument document = bundle.document(key).orElse(null);
      if (document == null || !isGenuine(document)) {
        return false;
      }
    }
    return true;
  }

  private boolean isGenuine(ReceivedDocument document) {
    try {
      trust(bundle, checks, document);
      return true;
    } catch (Refusal refusal) {
      return false; // its own status says why
    }
  }

  /** The document, checked by the revocation list of the root CA that is in the same bundle. */
  public static TrustedDocument trust(
      CollateralBundle bundle, DocumentChecks checks, ReceivedDocument document) throws Refusal {
    X509Cert root = checks.anchoredRoot(document.issuerChain());
    if (document.key() instanceof DocumentKey.RootCaCrl) {
      return checks.rootCaCrl(document, root);
    }
    ReceivedDocument list =
        bundle
            .document(DocumentKey.RootCaCrl.INSTANCE)
            .orElseThrow(
                () ->
                    new Refusal(
                        FailureKind.NOT_FOUND,
                        "its signer cannot be checked: there is no root CA CRL"));
    return checks.check(document, checks.rootCaCrl(list, root).crl().orElseThrow());
  }
}
