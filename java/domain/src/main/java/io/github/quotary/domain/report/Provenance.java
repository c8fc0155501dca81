package io.github.quotary.domain.report;

import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.Measurement;

/**
 * What a report holds under: without it, a report says nothing. Immutable.
 *
 * @param trustAnchor the root key that the quotes' signatures lead to
 * @param webRoots the roots that the served certificate's chain leads to
 * @param generation version of the rules by which quotes are verified, such as {@code 1.27}
 * @param engine name of the engine that verified the quotes' signatures
 * @param evidenceSource where the evidence came from
 */
public record Provenance(
    TrustAnchor trustAnchor,
    WebRoots webRoots,
    String generation,
    String engine,
    EvidenceSource evidenceSource) {
  private static final String ROOT = "{root}";
  private static final String WEB_ROOTS = "{web roots}";
  private static final int SHOWN_BYTES = 4;

  /** Begins the headline of every report for which {@link #isTest()} holds. */
  public static final String TEST_ROOT = "TEST ROOT, ";

  /** Whether a root other than Intel's key and the JDK's WebPKI was trusted. */
  public boolean isTest() {
    return !trustAnchor.isIntel() || !webRoots.ofJdk();
  }

  /** {@link #TEST_ROOT}, or nothing. */
  public String prefix() {
    return isTest() ? TEST_ROOT : "";
  }

  /** The quotes' root, for a sentence; Intel is named only if it is Intel's key. */
  public String rootWords() {
    return trustAnchor.isIntel()
        ? "Intel's root"
        : "the test root " + shortened(trustAnchor.sha256());
  }

  /** The roots that are neither Intel's nor the JDK's, for a sentence; empty if there are none. */
  public String testRootWords() {
    if (!isTest()) {
      return "";
    }
    if (webRoots.ofJdk()) {
      return rootWords();
    }
    return trustAnchor.isIntel() ? webRoots.words() : rootWords() + " and " + webRoots.words();
  }

  /** A text of the catalogue with the names of the roots that were used. */
  String worded(String text) {
    return text.replace(ROOT, rootWords()).replace(WEB_ROOTS, webRoots.words());
  }

  /** The first bytes of a hash, as people compare it. */
  static String shortened(Measurement hash) {
    return hash.toString().substring(0, 2 * SHOWN_BYTES) + "...";
  }
}
