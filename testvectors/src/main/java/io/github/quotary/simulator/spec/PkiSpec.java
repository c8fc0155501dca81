package io.github.quotary.simulator.spec;

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
    Map<Chain, List<CertificateSpec>> chains) {

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
    return new PkiSpec(
        root,
        root,
        intermediate,
        pck.asPck(),
        tcbSigning,
        CrlSpec.by(root, 12),
        CrlSpec.by(intermediate, 34),
        tcbSigning.key(),
        tcbSigning.key(),
        Map.of());
  }

  private static CertificateSpec authority(
      String subject, String key, String issuer, String issuerKey) {
    return new CertificateSpec(
        subject,
        key,
        issuer,
        issuerKey,
        serial(key),
        Dates.AUTHORITIES_FROM,
        subject.equals(issuer) ? Dates.ROOT_UNTIL : Dates.AUTHORITIES_UNTIL,
        true,
        false,
        Set.of());
  }

  private static CertificateSpec signer(String subject, String key, CertificateSpec issuer) {
    return new CertificateSpec(
        subject,
        key,
        issuer.subject(),
        issuer.key(),
        serial(key),
        Dates.SIGNERS_FROM,
        Dates.SIGNERS_UNTIL,
        false,
        false,
        Set.of());
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
    return new PkiSpec(
        anchor,
        root,
        intermediate,
        pck,
        tcbSigning,
        rootCrl,
        pckCrl,
        tcbInfoKey,
        qeIdentityKey,
        more);
  }

  /** The same with another {@code anchor}. */
  public PkiSpec withAnchor(CertificateSpec value) {
    return new PkiSpec(
        value,
        root,
        intermediate,
        pck,
        tcbSigning,
        rootCrl,
        pckCrl,
        tcbInfoKey,
        qeIdentityKey,
        chains);
  }

  /** The same with another {@code root}. */
  public PkiSpec withRoot(CertificateSpec value) {
    return new PkiSpec(
        anchor,
        value,
        intermediate,
        pck,
        tcbSigning,
        rootCrl,
        pckCrl,
        tcbInfoKey,
        qeIdentityKey,
        chains);
  }

  /** The same with another {@code intermediate}. */
  public PkiSpec withIntermediate(CertificateSpec value) {
    return new PkiSpec(
        anchor, root, value, pck, tcbSigning, rootCrl, pckCrl, tcbInfoKey, qeIdentityKey, chains);
  }

  /** The same with another {@code pck}. */
  public PkiSpec withPck(CertificateSpec value) {
    return new PkiSpec(
        anchor,
        root,
        intermediate,
        value,
        tcbSigning,
        rootCrl,
        pckCrl,
        tcbInfoKey,
        qeIdentityKey,
        chains);
  }

  /** The same with another {@code tcbSigning}. */
  public PkiSpec withTcbSigning(CertificateSpec value) {
    return new PkiSpec(
        anchor, root, intermediate, pck, value, rootCrl, pckCrl, tcbInfoKey, qeIdentityKey, chains);
  }

  /** The same with another {@code rootCrl}. */
  public PkiSpec withRootCrl(CrlSpec value) {
    return new PkiSpec(
        anchor,
        root,
        intermediate,
        pck,
        tcbSigning,
        value,
        pckCrl,
        tcbInfoKey,
        qeIdentityKey,
        chains);
  }

  /** The same with another {@code pckCrl}. */
  public PkiSpec withPckCrl(CrlSpec value) {
    return new PkiSpec(
        anchor,
        root,
        intermediate,
        pck,
        tcbSigning,
        rootCrl,
        value,
        tcbInfoKey,
        qeIdentityKey,
        chains);
  }

  /** The same with another {@code tcbInfoKey}. */
  public PkiSpec withTcbInfoKey(String value) {
    return new PkiSpec(
        anchor, root, intermediate, pck, tcbSigning, rootCrl, pckCrl, value, qeIdentityKey, chains);
  }

  /** The same with another {@code qeIdentityKey}. */
  public PkiSpec withQeIdentityKey(String value) {
    return new PkiSpec(
        anchor, root, intermediate, pck, tcbSigning, rootCrl, pckCrl, tcbInfoKey, value, chains);
  }
}
