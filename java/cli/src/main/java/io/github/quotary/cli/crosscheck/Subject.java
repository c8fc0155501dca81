package io.github.quotary.cli.crosscheck;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.qvl.QvlVerdict;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One input to both engines.
 *
 * @param id its name
 * @param quote the quote's bytes
 * @param collateral the collateral
 * @param at the time of verification
 * @param anchor the root
 * @param recordedOrNull the verdict of Intel's code, if recorded
 */
record Subject(
    String id,
    ByteBuffer quote,
    Collateral collateral,
    Instant at,
    TrustAnchor anchor,
    @Nullable QvlVerdict recordedOrNull) {
  Optional<QvlVerdict> recorded() {
    return Optional.ofNullable(recordedOrNull);
  }

  boolean hasIntelsRoot() {
    return anchor.publicKey().equals(TrustAnchor.intelSgxRootCa().publicKey());
  }
}
