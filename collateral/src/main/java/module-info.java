/**
 * Intel's signed statements: fetched from a provisioning certification service, kept, refreshed
 * before they expire, bundled for offline use.
 *
 * <p>The way in is {@link io.github.quotary.pcs.CachingCollateralSource}.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Micrometer
module io.github.quotary.collateral {
  requires transitive io.github.quotary.core;
  requires java.net.http;
  requires com.fasterxml.jackson.core;
  requires com.github.benmanes.caffeine;
  requires static transitive micrometer.core;
  requires static transitive org.jspecify;

  exports io.github.quotary.pcs;
  exports io.github.quotary.pcs.micrometer;
}
