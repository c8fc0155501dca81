package io.github.quotary.ingress.dns;

import java.util.Set;

/**
 * What a provider can express.
 *
 * @param types of records that it can write; CAA means with any parameters, also {@code accounturi}
 * @param aliasBesideOthers whether a CNAME may stand beside a CAA record; where not, addresses must
 *     take its place
 */
public record Capabilities(Set<RecordType> types, boolean aliasBesideOthers) {
  /** Copies the set. */
  public Capabilities {
    types = Set.copyOf(types);
  }

  /** Whether names can be locked to an account. */
  public boolean locks() {
    return types.contains(RecordType.CAA);
  }
}
