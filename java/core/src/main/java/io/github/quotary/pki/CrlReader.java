package io.github.quotary.pki;

import io.github.quotary.crypto.Sha2;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
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

/** Reads any revocation list that Intel's QVL does, with Bouncy Castle. */
final class CrlReader {
  /** Intel's lists have two; a bound for hostile input. */
  private static final int MAX_EXTENSIONS = 32;

  private CrlReader() {}

  /** The fields of the first list in these bytes; what follows it is ignored. */
  static CrlFields read(byte[] der) throws PkiFormatException {
    CertificateList list = Der.first(der, "The revocation list", CrlReader::withFewExtensions);
    try {
      return fields(list, toBeSigned(der));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new PkiFormatException("The revocation list is malformed: " + e.getMessage());
    } catch (RuntimeException e) {
      // A failed cast has words of its own only until the JVM has compiled it.
      throw new PkiFormatException("The revocation list is malformed");
    }
  }

  /**
   * The first value inside the list, as it stands: that is what Intel's QVL hashes. Encoded anew,
   * bytes that were changed could become those that were signed.
   */
  private static ByteBuffer toBeSigned(byte[] der) {
    int start = contentOf(der, 0);
    int content = contentOf(der, start);
    int length = der[start + 1];
    if (length < 0) {
      length = 0;
      for (int i = start + 2; i < content; i++) {
        length = (length << Byte.SIZE) | (der[i] & 0xff);
      }
    }
    return ByteBuffer.wrap(der, start, content - start + length);
  }

  /** Where the content of a value with a tag of one byte starts. */
  private static int contentOf(byte[] der, int value) {
    int length = der[value + 1];
    return value + 2 + (length < 0 ? length & 0x7f : 0);
  }

  private static CrlFields fields(CertificateList list, ByteBuffer toBeSigned)
      throws PkiFormatException {
    TBSCertList tbs = list.getTBSCertList();
    DistinguishedName issuer = new DistinguishedName(tbs.getIssuer());
    Instant thisUpdate = Der.time(tbs.getThisUpdate(), "thisUpdate");
    if (tbs.getNextUpdate() == null) {
      throw new PkiFormatException("The revocation list has no nextUpdate");
    }
    Instant nextUpdate = Der.time(tbs.getNextUpdate(), "nextUpdate");
    Extensions extensions = tbs.getExtensions();
    BigInteger number = number(extensions);
    boolean namesKey = extensions.getExtension(Extension.authorityKeyIdentifier) != null;
    Set<BigInteger> serials = revokedSerials(tbs);
    String hash = hashOf(list.getSignatureAlgorithm(), tbs.getSignature());
    byte[] digest = hash == null ? null : digest(hash, toBeSigned);
    return new CrlFields(
        issuer,
        thisUpdate,
        nextUpdate,
        number,
        namesKey,
        serials,
        digest,
        EcdsaSignatureValue.parse(list.getSignature().getOctets()));
  }

  private static byte[] digest(String hash, ByteBuffer bytes) {
    MessageDigest digest = Sha2.newDigest(hash);
    digest.update(bytes);
    return digest.digest();
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
}
