package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.client.DocumentFetch;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.client.PcsResult;
import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.RootCaCrls;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pki.X509Cert;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Loads one document into the cache: from the store or a bundle, else from the network. Blocks. A
 * cached document is replaced only as {@link ReplacementRule} allows. Thread-safe.
 */
final class DocumentLoader {
  private static final DocumentKey ROOT_CA_CRL = DocumentKey.RootCaCrl.INSTANCE;

  private final DocumentFetch fetch;
  private final DocumentChecks checks;
  private final Clock clock;
  private final DocumentTable table;
  private final LocalSearch local;
  private final ReplacementRule rule;
  private final NewPlatformLimit newPlatforms;
  private final CacheUpdates updates;

  DocumentLoader(
      PcsClient client,
      DocumentTable table,
      LocalSearch local,
      ReplacementRule rule,
      NewPlatformLimit newPlatforms,
      CacheUpdates updates) {
    this.fetch = client.fetch();
    this.checks = client.checks();
    this.clock = client.clock();
    this.table = table;
    this.local = local;
    this.rule = rule;
    this.newPlatforms = newPlatforms;
    this.updates = updates;
  }

  /**
   * Loads a document.
   *
   * @param root issuer of the root CA's revocation list, if that is loaded; null to take it from
   *     the cached list
   * @param rootCaCrls checks the signer of any other document
   */
  LoadResult load(DocumentKey key, @Nullable X509Cert root, RootCaCrls rootCaCrls) {
    Instant now = clock.instant();
    CachedDocument present = table.get(key);
    if (present == null || present.isDueAt(now)) {
      present = newestLocal(key, present, rootCaCrls, now);
    }
    if (present != null && !present.isDueAt(now)) {
      return new LoadResult.Loaded(present);
    }
    if (present == null) {
      LoadResult.NotLoaded recent = table.recentFailure(key);
      if (recent != null) {
        return recent;
      }
      if (key instanceof DocumentKey.TcbInfo && !newPlatforms.admit(now)) {
        return LoadResult.NotLoaded.of(
            key, FailureKind.BUSY, "too many unknown platforms were requested within a minute");
      }
    }
    return fetch(key, present, root, rootCaCrls);
  }

  /** The newest of what is in memory, in the store and in a bundle. */
  private @Nullable CachedDocument newestLocal(
      DocumentKey key, @Nullable CachedDocument present, RootCaCrls rootCaCrls, Instant now) {
    TrustedDocument found = local.find(key, rootCaCrls, now).orElse(null);
    if (found == null
        || (present != null && !LocalSearch.isBetter(found, present.document(), now))) {
      return present;
    }
    return updates.foundLocally(found, now);
  }

  private LoadResult fetch(
      DocumentKey key,
      @Nullable CachedDocument present,
      @Nullable X509Cert root,
      RootCaCrls rootCaCrls) {
    DocumentFetch.Condition condition =
        fresh -> rule.require(fresh, present == null ? null : present.document(), clock.instant());
    PcsResult<TrustedDocument> result;
    if (!key.equals(ROOT_CA_CRL)) {
      result = fetch.fetch(key, rootCaCrls, condition);
    } else {
      try {
        result = fetch.fetchRootCaCrl(issuer(root, present), condition);
      } catch (Refusal refusal) {
        return LoadResult.NotLoaded.of(key, refusal.kind(), refusal.detail());
      }
    }
    return result.value().isEmpty()
        ? updates.failed(key, present, result.failures())
        : updates.fetched(result.value().get(), present, result.failures());
  }

  private X509Cert issuer(@Nullable X509Cert root, @Nullable CachedDocument present)
      throws Refusal {
    if (root != null) {
      return root;
    }
    if (present != null) {
      return checks.anchoredRoot(present.document().received().issuerChain());
    }
    throw new Refusal(FailureKind.BUSY, "no document has named the root certificate yet");
  }
}
