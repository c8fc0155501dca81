package io.github.quotary.pcs;

import io.github.quotary.pki.Crl;
import io.github.quotary.pki.X509Cert;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the documents of a bundle, each on its own, by the revocation list that is among them. */
final class BundleCheck {
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
    DocumentFacts facts = facts(document);
    try {
      TrustedDocument trusted = trust(document);
      if (!trusted.isCurrentAt(at)) {
        throw DocumentFetch.notCurrent(trusted, at);
      }
      return new DocumentStatus(document, trusted.facts(), null, "");
    } catch (Refusal refusal) {
      return new DocumentStatus(document, facts, refusal.kind(), refusal.detail());
    }
  }

  private static @Nullable DocumentFacts facts(ReceivedDocument document) {
    try {
      return DocumentFacts.of(document);
    } catch (Refusal refusal) {
      return null;
    }
  }

  private TrustedDocument trust(ReceivedDocument document) throws Refusal {
    X509Cert root = checks.anchoredRoot(document.issuerChain());
    return document.key() instanceof DocumentKey.RootCaCrl
        ? checks.rootCaCrl(document, root)
        : checks.check(document, rootCaCrl(root));
  }

  private Crl rootCaCrl(X509Cert root) throws Refusal {
    ReceivedDocument list =
        bundle
            .document(DocumentKey.RootCaCrl.INSTANCE)
            .orElseThrow(
                () ->
                    new Refusal(
                        FailureKind.NOT_FOUND,
                        "its signer cannot be checked: there is no root CA CRL"));
    return checks.rootCaCrl(list, root).crl().orElseThrow();
  }
}
