package io.github.quotary.pcs.bundle;

import io.github.quotary.collateral.CollateralKey;
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
import java.util.Map;
import java.util.stream.Stream;

/** Checks each document of a bundle by the root CA's revocation list in the same bundle. */
final class BundleCheck {
  private final Map<String, ReceivedDocument> documents;
  private final DocumentChecks checks;

  /**
   * A check.
   *
   * @param documents by id
   */
  BundleCheck(Map<String, ReceivedDocument> documents, DocumentChecks checks) {
    this.documents = documents;
    this.checks = checks;
  }

  List<DocumentStatus> all(Instant at) {
    return documents.values().stream().map(document -> check(document, at)).toList();
  }

  private DocumentStatus check(ReceivedDocument document, Instant at) {
    try {
      TrustedDocument trusted = trust(document);
      requireSets(trusted.key());
      if (!trusted.isCurrentAt(at)) {
        throw trusted.notCurrentAt(at);
      }
      return new DocumentStatus(document, trusted.facts(), null, "");
    } catch (Refusal refusal) {
      return new DocumentStatus(
          document, document.facts().orElse(null), refusal.kind(), refusal.detail());
    }
  }

  /** Documents that are good one by one must also be good as the set of their TCB info. */
  private void requireSets(DocumentKey key) throws Refusal {
    if (!(key instanceof DocumentKey.TcbInfo info)) {
      return;
    }
    for (CaType ca : CaType.values()) {
      CollateralKey platform = new CollateralKey(info.fmspc(), ca, info.teeType());
      List<DocumentKey> keys = DocumentKey.of(platform, info.update());
      List<TrustedDocument> genuine = keys.stream().flatMap(this::genuine).toList();
      if (genuine.size() == keys.size()) {
        CollateralAssembly.require(CollateralAssembly.ofDocuments(genuine), checks);
      }
    }
  }

  /** Nothing if the document is missing or refused; its own status gives the reason. */
  private Stream<TrustedDocument> genuine(DocumentKey key) {
    ReceivedDocument document = documents.get(key.id());
    try {
      return document == null ? Stream.empty() : Stream.of(trust(document));
    } catch (Refusal refusal) {
      return Stream.empty();
    }
  }

  TrustedDocument trust(ReceivedDocument document) throws Refusal {
    X509Cert root = checks.anchoredRoot(document.issuerChain());
    if (document.key() instanceof DocumentKey.RootCaCrl) {
      return checks.rootCaCrl(document, root);
    }
    ReceivedDocument list = documents.get(DocumentKey.RootCaCrl.INSTANCE.id());
    if (list == null) {
      throw new Refusal(FailureKind.NOT_FOUND, "cannot check its signer: there is no root CA CRL");
    }
    return checks.check(document, checks.rootCaCrl(list, root).crl().orElseThrow());
  }
}
