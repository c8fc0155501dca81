package io.github.quotary.simulator.spec;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The synthetic PKI: certificates, revocation lists, and which chain goes where.
 *
 * @param anchor the root that the verifier is told to trust
 * @param root the root that the chains carry; normally the anchor
 * @param intermediate Processor or Platform CA
 * @param pck the platform's PCK certificate; its key signs the QE report
 * @param tcbSigning signer of TCB information and QE identity
 * @param rootCrl what the root revoked
 * @param pckCrl what the intermediate revoked
 * @param tcbInfoKey name of the key pair that signs the TCB information
 * @param qeIdentityKey name of the key pair that signs the QE identity
 * @param chains chains that are not the regular ones
 */
@RecordBuilder
public record PkiSpec(
    CertificateSpec anchor,
    CertificateSpec root,
    CertificateSpec intermediate,
    CertificateSpec pck,
    CertificateSpec tcbSigning,
    CrlSpec rootCrl,
    CrlSpec pckCrl,
    String tcbInfoKey,
    String qeIdentityKey,
    Map<Chain, List<CertificateSpec>> chains)
    implements PkiSpecBuilder.With {

  private static final String ROOT = "Intel SGX Root CA";
  private static final String TCB_SIGNING = "Intel SGX TCB Signing";
  private static final String PCK = "Intel SGX PCK Certificate";

  /** Copies the map. */
  public PkiSpec {
    chains = Map.copyOf(chains);
  }

  /** A sound PKI with the given intermediate. */
  public static PkiSpec of(PckCa ca) {
    CertificateSpec root = authority(ROOT, "root", ROOT, "root");
    CertificateSpec intermediate = authority(ca.commonName(), ca.id(), ROOT, "root");
    CertificateSpec pck = signer(PCK, "pck", intermediate);
    CertificateSpec tcbSigning = signer(TCB_SIGNING, "tcb-signing", root);
    return PkiSpecBuilder.builder()
        .anchor(root)
        .root(root)
        .intermediate(intermediate)
        .pck(pck.withPck(true))
        .tcbSigning(tcbSigning)
        .rootCrl(CrlSpec.by(root, 12))
        .pckCrl(CrlSpec.by(intermediate, 34))
        .tcbInfoKey(tcbSigning.key())
        .qeIdentityKey(tcbSigning.key())
        .chains(Map.of())
        .build();
  }

  private static CertificateSpec authority(
      String subject, String key, String issuer, String issuerKey) {
    return CertificateSpecBuilder.builder()
        .subject(subject)
        .key(key)
        .issuer(issuer)
        .issuerKey(issuerKey)
        .serial(serial(key))
        .notBefore(Dates.AUTHORITIES_FROM)
        .notAfter(subject.equals(issuer) ? Dates.ROOT_UNTIL : Dates.AUTHORITIES_UNTIL)
        .authority(true)
        .omitted(Set.of())
        .build();
  }

  private static CertificateSpec signer(String subject, String key, CertificateSpec issuer) {
    return CertificateSpecBuilder.builder()
        .subject(subject)
        .key(key)
        .issuer(issuer.subject())
        .issuerKey(issuer.key())
        .serial(serial(key))
        .notBefore(Dates.SIGNERS_FROM)
        .notAfter(Dates.SIGNERS_UNTIL)
        .omitted(Set.of())
        .build();
  }

  /** The serial number that belongs to a key name: 19 octets, so always positive. */
  public static BigInteger serial(String key) {
    return new BigInteger(Measure.sha256("serial " + key).substring(0, 38), 16);
  }

  /** The certificates of a chain, in the order in which it is written. */
  public List<CertificateSpec> chain(Chain which) {
    List<CertificateSpec> other = chains.get(which);
    if (other != null) {
      return other;
    }
    return switch (which) {
      case QUOTE -> List.of(pck, intermediate, root);
      case PCK_CRL_ISSUER -> List.of(intermediate, root);
      case TCB_INFO, QE_IDENTITY -> List.of(tcbSigning, root);
    };
  }

  /** The same with another chain in one place. */
  public PkiSpec withChain(Chain which, List<CertificateSpec> certificates) {
    Map<Chain, List<CertificateSpec>> more = new EnumMap<>(Chain.class);
    more.putAll(chains);
    more.put(which, List.copyOf(certificates));
    return withChains(more);
  }
}
