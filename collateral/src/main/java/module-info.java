/**
 * Intel's signed statements: fetched from a provisioning certification service, kept, refreshed
 * before they expire, bundled for offline use.
 *
 * <p>The way in is {@link io.github.quotary.pcs.CachingCollateralSource}.
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

  exports io.github.quotary.pcs;
  exports io.github.quotary.pcs.micrometer;
}
