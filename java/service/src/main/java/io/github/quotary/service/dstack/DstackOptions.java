package io.github.quotary.service.dstack;

import io.github.quotary.domain.dstack.image.OsImageAllowList;
import java.util.Optional;

/**
 * How {@link DstackVerifier} differs from dstack-verifier, if at all.
 *
 * @param policyCounts whether {@code is_valid} is false, too, where the verifier's policy is
 *     violated (whose TD it is aside) or the OS image is not on the list; otherwise that only shows
 *     in the member {@code quotary}
 * @param osImages the OS images that are accepted; without it, anybody's image is, as there
 */
public record DstackOptions(boolean policyCounts, Optional<OsImageAllowList> osImages) {
  /** As dstack-verifier: its caller judges. */
  public static DstackOptions asUpstream() {
    return new DstackOptions(false, Optional.empty());
  }
}
