package io.github.quotary.simulator.spec;

import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
public record CrlSpec(
    String issuer,
    String issuerKey,
    Instant thisUpdate,
    Instant nextUpdate,
    OptionalLong number,
    boolean authorityKeyIdentifier,
    List<BigInteger> revoked)
    implements CrlSpecBuilder.With {

  /** Copies the list. */
  public CrlSpec {
    revoked = List.copyOf(revoked);
  }

  /** An empty list by {@code authority}, current in the default scenario. */
  static CrlSpec by(CertificateSpec authority, long number) {
    return CrlSpecBuilder.builder()
        .issuer(authority.subject())
        .issuerKey(authority.key())
        .thisUpdate(Dates.ISSUED)
        .nextUpdate(Dates.NEXT_UPDATE)
        .number(OptionalLong.of(number))
        .authorityKeyIdentifier(true)
        .revoked(List.of())
        .build();
  }

  /** The same list with another window. */
  public CrlSpec withWindow(Instant from, Instant until) {
    return withThisUpdate(from).withNextUpdate(until);
  }

  /** The same list with another number. */
  public CrlSpec withNumber(long value) {
    return withNumber(OptionalLong.of(value));
  }

  /** The same list without the CRL number extension. */
  public CrlSpec withoutNumber() {
    return withNumber(OptionalLong.empty());
  }

  /** The same list without the authority key identifier extension. */
  public CrlSpec withoutAuthorityKeyIdentifier() {
    return withAuthorityKeyIdentifier(false);
  }

  /** The same list with one more serial number. */
  public CrlSpec revoking(BigInteger serial) {
    List<BigInteger> more = new ArrayList<>(revoked);
    more.add(serial);
    return withRevoked(more);
  }
}
