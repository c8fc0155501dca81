package io.github.quotary.pcs.client;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.pcs.document.CollateralAssembly;
import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.quote.TeeType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fetches of one client call, all checked by the same revocation list of the root CA. */
final class FetchSession {
  private final DocumentFetch fetch;
  private final DocumentChecks checks;
  private @Nullable TrustedDocument rootCaCrl;

  FetchSession(DocumentFetch fetch, DocumentChecks checks) {
    this.fetch = fetch;
    this.checks = checks;
  }

  PcsResult<TrustedDocument> document(DocumentKey key) {
    return key instanceof DocumentKey.RootCaCrl
        ? rootCaCrlOfSomeChain()
        : fetch.fetch(key, this::rootCaCrl, DocumentFetch.Condition.NONE);
  }

  PcsResult<List<TrustedDocument>> documents(CollateralKey key, TcbUpdate update) {
    List<FetchFailure> failures = new ArrayList<>();
    List<TrustedDocument> documents = new ArrayList<>();
    for (DocumentKey each : DocumentKey.of(key, update)) {
      PcsResult<TrustedDocument> result = document(each);
      failures.addAll(result.failures());
      if (result.value().isEmpty()) {
        return new PcsResult.Failed<>(failures);
      }
      documents.add(result.value().get());
    }
    Collateral collateral = CollateralAssembly.ofDocuments(documents);
    try {
      CollateralAssembly.require(collateral, checks);
      return new PcsResult.Received<>(documents, failures);
    } catch (Refusal refusal) {
      failures.add(FetchFailure.of("the set of documents", key, refusal));
      return new PcsResult.Failed<>(failures);
    }
  }

  /** The list is served without a chain, so another document's chain must name the root. */
  private PcsResult<TrustedDocument> rootCaCrlOfSomeChain() {
    if (rootCaCrl == null) {
      DocumentKey other = new DocumentKey.QeIdentity(TeeType.SGX, TcbUpdate.STANDARD);
      PcsResult<TrustedDocument> result =
          fetch.fetch(other, this::rootCaCrl, DocumentFetch.Condition.NONE);
      if (rootCaCrl == null) {
        return new PcsResult.Failed<>(result.failures());
      }
    }
    return new PcsResult.Received<>(rootCaCrl, List.of());
  }

  private Crl rootCaCrl(X509Cert root) throws Refusal {
    if (rootCaCrl == null) {
      PcsResult<TrustedDocument> result = fetch.fetchRootCaCrl(root, DocumentFetch.Condition.NONE);
      if (result.value().isEmpty()) {
        Refusal refusal = FetchFailure.refusal(result.failures());
        throw Refusal.ofEscaped(refusal.kind(), "cannot check its signer: " + refusal.detail());
      }
      rootCaCrl = result.value().get();
    }
    return rootCaCrl.crl().orElseThrow();
  }
}
