package io.github.quotary.ingress.acme;

import java.net.URI;
import java.util.Optional;

/** What came of opening an account. */
public sealed interface AccountResult {
  /**
   * The authority knows the account.
   *
   * @param before the account that was used until now, if this is another one: locks that name it
   *     must be changed before anything is ordered
   */
  record Opened(AcmeAccount account, Origin origin, Optional<URI> before)
      implements AccountResult {}

  /** There is no account now. */
  record Failed(AcmeFault fault) implements AccountResult {}

  /** Where an account comes from. */
  enum Origin {
    /** It was used before. */
    KNOWN,
    /** Its key was stored, and the authority had the account already. */
    FOUND,
    /** It was made now. */
    MADE
  }
}
