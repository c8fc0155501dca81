/**
 * Intel's signed statements: fetched from a provisioning certification service, kept, refreshed
 * before they expire, bundled for offline use.
 *
 * <p>The way in is {@link io.github.quotary.pcs.cache.CachingCollateralSource}.
 */
@SuppressWarnings("requires-automatic") // Micrometer
module io.github.quotary.collateral {
  requires transitive io.github.quotary.core;
  requires java.net.http;
  requires com.fasterxml.jackson.core;
  requires com.github.benmanes.caffeine;
  // Not transitive: who depends on this module may do without Micrometer.
  requires static micrometer.core;
  requires static transitive org.jspecify;

  exports io.github.quotary.pcs.bundle;
  exports io.github.quotary.pcs.cache;
  exports io.github.quotary.pcs.client;
  exports io.github.quotary.pcs.document;
  exports io.github.quotary.pcs.lookahead;
  exports io.github.quotary.pcs.micrometer;
}
