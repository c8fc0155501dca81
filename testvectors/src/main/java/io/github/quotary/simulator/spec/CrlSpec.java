package io.github.quotary.simulator.spec;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One certificate revocation list.
 *
 * @param issuer common name of the issuer
 * @param issuerKey name of the key pair that signs
 * @param thisUpdate start of the window
 * @param nextUpdate end of the window
 * @param number CRL number extension; empty leaves the extension out
 * @param authorityKeyIdentifier whether that extension is present
 * @param revoked serial numbers listed, in this order
 */
public record CrlSpec(
    String issuer,
    String issuerKey,
    Instant thisUpdate,
    Instant nextUpdate,
    OptionalLong number,
    boolean authorityKeyIdentifier,
    List<BigInteger> revoked) {

  /** Copies the list. */
  public CrlSpec {
    revoked = List.copyOf(revoked);
  }

  /** An empty list by {@code authority}, current in the default scenario. */
  static CrlSpec by(CertificateSpec authority, long number) {
    return new CrlSpec(
        authority.subject(),
        authority.key(),
        Dates.ISSUED,
        Dates.NEXT_UPDATE,
        OptionalLong.of(number),
        true,
        List.of());
  }

  /** The same list in another issuer's name, still signed by the same key. */
  public CrlSpec withIssuer(String value) {
    return new CrlSpec(
        value, issuerKey, thisUpdate, nextUpdate, number, authorityKeyIdentifier, revoked);
  }

  /** The same list signed by another key, still naming the same issuer. */
  public CrlSpec withIssuerKey(String value) {
    return new CrlSpec(
        issuer, value, thisUpdate, nextUpdate, number, authorityKeyIdentifier, revoked);
  }

  /** The same list with another window. */
  public CrlSpec withWindow(Instant from, Instant until) {
    return new CrlSpec(issuer, issuerKey, from, until, number, authorityKeyIdentifier, revoked);
  }

  /** The same list with another number. */
  public CrlSpec withNumber(long value) {
    return new CrlSpec(
        issuer,
        issuerKey,
        thisUpdate,
        nextUpdate,
        OptionalLong.of(value),
        authorityKeyIdentifier,
        revoked);
  }

  /** The same list without the CRL number extension. */
  public CrlSpec withoutNumber() {
    return new CrlSpec(
        issuer,
        issuerKey,
        thisUpdate,
        nextUpdate,
        OptionalLong.empty(),
        authorityKeyIdentifier,
        revoked);
  }

  /** The same list without the authority key identifier extension. */
  public CrlSpec withoutAuthorityKeyIdentifier() {
    return withAuthorityKeyIdentifier(false);
  }

  /** The same list with the authority key identifier extension, or without. */
  public CrlSpec withAuthorityKeyIdentifier(boolean value) {
    return new CrlSpec(issuer, issuerKey, thisUpdate, nextUpdate, number, value, revoked);
  }

  /** The same list with other serial numbers. */
  public CrlSpec withRevoked(List<BigInteger> value) {
    return new CrlSpec(
        issuer, issuerKey, thisUpdate, nextUpdate, number, authorityKeyIdentifier, value);
  }

  /** The same list with one more serial number. */
  public CrlSpec revoking(BigInteger serial) {
    List<BigInteger> more = new ArrayList<>(revoked);
    more.add(serial);
    return new CrlSpec(
        issuer, issuerKey, thisUpdate, nextUpdate, number, authorityKeyIdentifier, more);
  }
}
