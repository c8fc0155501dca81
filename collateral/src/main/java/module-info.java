/**
 * Intel's collateral: fetched from a provisioning certification service, cached, refreshed before
 * it expires, and bundled for offline use.
 *
 * <p>Start with {@link io.github.quotary.pcs.cache.CachingCollateralSource}.
 */
@SuppressWarnings("requires-automatic") // Micrometer
module io.github.quotary.collateral {
  requires transitive io.github.quotary.core;
  requires java.net.http;
  requires com.fasterxml.jackson.core;
  requires com.github.benmanes.caffeine;
  // Not transitive: Micrometer is optional for users of this module.
  requires static micrometer.core;
  requires static transitive org.jspecify;

  exports io.github.quotary.pcs.bundle;
  exports io.github.quotary.pcs.cache;
  exports io.github.quotary.pcs.client;
  exports io.github.quotary.pcs.document;
  exports io.github.quotary.pcs.lookahead;
  exports io.github.quotary.pcs.micrometer;
}
