package io.github.quotary.simulator.spec;

import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * One certificate of the synthetic PKI.
 *
 * <p>Keys are named, not held: a name and the simulator's seed make the key pair. Two certificates
 * of one key name share a key, whatever else differs.
 *
 * @param subject common name of the subject; the other name attributes are the same everywhere
 * @param key name of the subject's key pair
 * @param issuer common name of the issuer
 * @param issuerKey name of the key pair that signs
 * @param serial serial number, positive
 * @param notBefore start of validity
 * @param notAfter end of validity, before 2050
 * @param authority whether basic constraints and key usage are those of a CA
 * @param pck whether it carries Intel's SGX extension, made from the scenario's platform
 * @param omitted standard extensions left out; normally none
 */
public record CertificateSpec(
    String subject,
    String key,
    String issuer,
    String issuerKey,
    BigInteger serial,
    Instant notBefore,
    Instant notAfter,
    boolean authority,
    boolean pck,
    Set<StandardExtension> omitted) {

  /** Copies the set. */
  public CertificateSpec {
    omitted = Set.copyOf(omitted);
  }

  /** The same certificate for another subject name. */
  public CertificateSpec withSubject(String value) {
    return new CertificateSpec(
        value, key, issuer, issuerKey, serial, notBefore, notAfter, authority, pck, omitted);
  }

  /** The same certificate for another key pair. */
  public CertificateSpec withKey(String value) {
    return new CertificateSpec(
        subject, value, issuer, issuerKey, serial, notBefore, notAfter, authority, pck, omitted);
  }

  /** The same certificate issued in the name and by the key of another. */
  public CertificateSpec issuedBy(CertificateSpec other) {
    return withIssuer(other.subject).withIssuerKey(other.key);
  }

  /** The same certificate with another issuer name, still signed by the same key. */
  public CertificateSpec withIssuer(String value) {
    return new CertificateSpec(
        subject, key, value, issuerKey, serial, notBefore, notAfter, authority, pck, omitted);
  }

  /** The same certificate signed by another key, still naming the same issuer. */
  public CertificateSpec withIssuerKey(String value) {
    return new CertificateSpec(
        subject, key, issuer, value, serial, notBefore, notAfter, authority, pck, omitted);
  }

  /** The same certificate with another serial number. */
  public CertificateSpec withSerial(BigInteger value) {
    return new CertificateSpec(
        subject, key, issuer, issuerKey, value, notBefore, notAfter, authority, pck, omitted);
  }

  /** The same certificate valid from another instant. */
  public CertificateSpec withNotBefore(Instant value) {
    return new CertificateSpec(
        subject, key, issuer, issuerKey, serial, value, notAfter, authority, pck, omitted);
  }

  /** The same certificate valid until another instant. */
  public CertificateSpec withNotAfter(Instant value) {
    return new CertificateSpec(
        subject, key, issuer, issuerKey, serial, notBefore, value, authority, pck, omitted);
  }

  CertificateSpec asPck() {
    return new CertificateSpec(
        subject, key, issuer, issuerKey, serial, notBefore, notAfter, authority, true, omitted);
  }

  /** The same certificate with the basic constraints and key usage of a CA, or without. */
  public CertificateSpec withAuthority(boolean value) {
    return new CertificateSpec(
        subject, key, issuer, issuerKey, serial, notBefore, notAfter, value, pck, omitted);
  }

  /** The same certificate without these standard extensions, and with all others. */
  public CertificateSpec withOmitted(Set<StandardExtension> value) {
    return new CertificateSpec(
        subject, key, issuer, issuerKey, serial, notBefore, notAfter, authority, pck, value);
  }

  /** The same certificate without one standard extension. */
  public CertificateSpec without(StandardExtension extension) {
    Set<StandardExtension> left = EnumSet.of(extension);
    left.addAll(omitted);
    return new CertificateSpec(
        subject, key, issuer, issuerKey, serial, notBefore, notAfter, authority, pck, left);
  }
}
