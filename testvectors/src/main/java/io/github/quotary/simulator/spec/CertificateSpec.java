package io.github.quotary.simulator.spec;

import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
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
    Set<StandardExtension> omitted)
    implements CertificateSpecBuilder.With {

  /** Copies the set. */
  public CertificateSpec {
    omitted = Set.copyOf(omitted);
  }

  /** The same certificate issued in the name and by the key of another. */
  public CertificateSpec issuedBy(CertificateSpec other) {
    return withIssuer(other.subject).withIssuerKey(other.key);
  }

  /** The same certificate without one standard extension. */
  public CertificateSpec without(StandardExtension extension) {
    Set<StandardExtension> left = EnumSet.of(extension);
    left.addAll(omitted);
    return withOmitted(left);
  }
}
