package io.github.quotary.tls.identity;

import io.github.quotary.guest.provider.GuestFault;

/** Hears of renewals, on the thread that renews. Must not throw. */
public interface RenewalListener {
  /** A new certificate is served from now on; the first one is told, too. */
  void renewed(AttestedIdentity identity);

  /**
   * No new certificate could be made.
   *
   * @param fault why, and what to do
   * @param serving what is served still, until another attempt succeeds
   */
  void failed(GuestFault fault, AttestedIdentity serving);

  /** Nobody listens. */
  static RenewalListener none() {
    return new RenewalListener() {
      @Override
      public void renewed(AttestedIdentity identity) {}

      @Override
      public void failed(GuestFault fault, AttestedIdentity serving) {}
    };
  }
}
