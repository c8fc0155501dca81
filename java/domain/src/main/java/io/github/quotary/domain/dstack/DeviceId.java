package io.github.quotary.domain.dstack;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;

/**
 * The machine, as dstack's contracts know it: 32 bytes. How it is made depends on dstack's version,
 * which the value does not tell; whoever compares must know it, or accept either.
 */
public final class DeviceId {
  /**
   * The value that guests from version 0.5.6 on report: SHA-256 of the empty string, which
   * identifies no device.
   */
  public static final Measurement ANONYMOUS = Measurement.of(Sha2.sha256(new byte[0]));

  private DeviceId() {}

  /** Up to version 0.5.5: SHA-256 of the 20 bytes of user data in the quote's header. */
  public static Measurement ofUserData(Quote quote) {
    return Measurement.of(Sha2.sha256(quote.header().userData().toByteArray()));
  }

  /**
   * From version 0.5.6 on, where a verifier makes it: SHA-256 of the PPID, 16 bytes, out of the
   * quote's PCK certificate.
   */
  public static Measurement ofPpid(Measurement ppid) {
    return Measurement.of(Sha2.sha256(ppid.toByteArray()));
  }
}
