package io.github.quotary.pki;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.crypto.Sha2;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * A certificate revocation list (RFC 5280, section 5). Immutable; parsed, not trusted.
 *
 * <p>An entry revokes whatever its date and reason say.
 */
public final class Crl {
  /** Intel's lists have two; a bound for hostile input. */
  private static final int MAX_EXTENSIONS = 32;

  private final DistinguishedName issuer;
  private final Instant thisUpdate;
  private final Instant nextUpdate;
  private final BigInteger number;
  private final boolean hasAuthorityKeyIdentifier;
  private final Set<BigInteger> revokedSerials;
  private final byte @Nullable [] toBeSignedDigest;
  private final P256Signature signature;

  private Crl(CertificateList list) throws PkiFormatException {
    TBSCertList tbs = list.getTBSCertList();
    issuer = new DistinguishedName(tbs.getIssuer());
    thisUpdate = tbs.getThisUpdate().getDate().toInstant();
    if (tbs.getNextUpdate() == null) {
      throw new PkiFormatException("The revocation list has no nextUpdate");
    }
    nextUpdate = tbs.getNextUpdate().getDate().toInstant();
    Extensions extensions = tbs.getExtensions();
    number = number(extensions);
    hasAuthorityKeyIdentifier = extensions.getExtension(Extension.authorityKeyIdentifier) != null;
    revokedSerials = revokedSerials(tbs);
    String hash = hashOf(list.getSignatureAlgorithm(), tbs.getSignature());
    toBeSignedDigest =
        hash == null ? null : Sha2.newDigest(hash).digest(Der.encode(tbs, "TBSCertList"));
    signature = EcdsaSignatureValue.parse(list.getSignature().getOctets());
  }

  /**
   * Parses PEM, hexadecimal DER or DER, told apart as Intel's DCAP library does: PEM starts with
   * "-----BEGIN X509 CRL-----"; hexadecimal has at least 299 digits and nothing else; the rest is
   * DER. Bytes after the DER are ignored.
   *
   * @throws PkiFormatException if it is malformed or lacks nextUpdate or its CRL number
   */
  public static Crl parse(byte[] bytes) throws PkiFormatException {
    CertificateList list =
        Der.first(CrlEncoding.toDer(bytes), "The revocation list", Crl::withFewExtensions);
    try {
      return new Crl(list);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new PkiFormatException("The revocation list is malformed: " + e.getMessage());
    } catch (RuntimeException e) {
      // A failed cast has words of its own only until the JVM has compiled it.
      throw new PkiFormatException("The revocation list is malformed");
    }
  }

  /** The list, unless its own extensions are many: Bouncy Castle compares each with all others. */
  private static CertificateList withFewExtensions(ASN1Primitive list) {
    ASN1Sequence tbs = ASN1Sequence.getInstance(ASN1Sequence.getInstance(list).getObjectAt(0));
    if (tbs.getObjectAt(tbs.size() - 1) instanceof ASN1TaggedObject extensions
        && ASN1Sequence.getInstance(extensions, true).size() > MAX_EXTENSIONS) {
      throw new IllegalArgumentException("it has more than " + MAX_EXTENSIONS + " extensions");
    }
    return CertificateList.getInstance(list);
  }

  private static BigInteger number(@Nullable Extensions extensions) throws PkiFormatException {
    Extension extension = extensions == null ? null : extensions.getExtension(Extension.cRLNumber);
    if (extension == null) {
      throw new PkiFormatException("The revocation list has no CRL number");
    }
    return ASN1Integer.getInstance(extension.getParsedValue()).getValue();
  }

  private static Set<BigInteger> revokedSerials(TBSCertList tbs) {
    Set<BigInteger> serials = new HashSet<>();
    Enumeration<?> entries = tbs.getRevokedCertificateEnumeration();
    while (entries.hasMoreElements()) {
      TBSCertList.CRLEntry entry = (TBSCertList.CRLEntry) entries.nextElement();
      serials.add(entry.getUserCertificate().getPositiveValue());
    }
    // Not Set.copyOf: it has no answer to serials that were chosen to share one hash code.
    return Collections.unmodifiableSet(serials);
  }

  /** JCA name of the hash that the list declares, inside and outside alike; null for any other. */
  private static @Nullable String hashOf(AlgorithmIdentifier outer, AlgorithmIdentifier inner) {
    if (!outer.equals(inner)) {
      return null;
    }
    if (outer.getAlgorithm().equals(X9ObjectIdentifiers.ecdsa_with_SHA256)) {
      return "SHA-256";
    }
    if (outer.getAlgorithm().equals(X9ObjectIdentifiers.ecdsa_with_SHA384)) {
      return "SHA-384";
    }
    return outer.getAlgorithm().equals(X9ObjectIdentifiers.ecdsa_with_SHA512) ? "SHA-512" : null;
  }

  /** Who issued the list. */
  public DistinguishedName issuer() {
    return issuer;
  }

  /** Start of the list's window, which counts. */
  public Instant thisUpdate() {
    return thisUpdate;
  }

  /** End of the list's window, which is still valid. */
  public Instant nextUpdate() {
    return nextUpdate;
  }

  /** The CRL number. */
  public BigInteger number() {
    return number;
  }

  /** Number of revoked serials. */
  public int size() {
    return revokedSerials.size();
  }

  /** Whether the list names its issuer's key; Intel demands that it does. */
  public boolean hasAuthorityKeyIdentifier() {
    return hasAuthorityKeyIdentifier;
  }

  /** Whether the list's issuer is the certificate's subject, in both comparisons of names. */
  public boolean isIssuedBy(X509Cert candidate) {
    return issuer.rendersLike(candidate.subject()) && issuer.matches(candidate.subject());
  }

  /** Whether the certificate's key made the list's signature. One P-256 verification. */
  public boolean isSignedBy(X509Cert signer, EcdsaP256 engine) {
    return toBeSignedDigest != null
        && signer.publicKey().isPresent()
        && engine.verify(signer.publicKey().get(), toBeSignedDigest, signature);
  }

  /** Adds the question that {@link #isSignedBy} asks to a batch. */
  public void addSignatureTo(P256Batch batch, X509Cert signer) {
    if (toBeSignedDigest != null && signer.publicKey().isPresent()) {
      batch.addNew(signer.publicKey().get(), toBeSignedDigest, signature);
    }
  }

  /** Whether the certificate's serial is in the list. */
  public boolean revokes(X509Cert certificate) {
    return revokedSerials.contains(certificate.serial());
  }

  /** Whether the instant lies outside the list's window, on either side. */
  public boolean isExpiredAt(Instant at) {
    return at.isBefore(thisUpdate) || at.isAfter(nextUpdate);
  }
}
