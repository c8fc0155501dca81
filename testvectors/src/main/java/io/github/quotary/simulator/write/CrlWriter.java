package io.github.quotary.simulator.write;

import io.github.quotary.simulator.octets.Der;
import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Names;
import io.github.quotary.simulator.octets.SigningKey;
import io.github.quotary.simulator.spec.CrlSpec;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;

/** Writes and signs certificate revocation lists. */
public final class CrlWriter {
  private final KeyRing keys;

  public CrlWriter(KeyRing keys) {
    this.keys = keys;
  }

  /** The DER encoding of the list. */
  public byte[] write(CrlSpec crl) {
    V2TBSCertListGenerator body = new V2TBSCertListGenerator();
    body.setSignature(Der.ECDSA_WITH_SHA256);
    body.setIssuer(Names.of(crl.issuer()));
    Time thisUpdate = Der.time(crl.thisUpdate());
    body.setThisUpdate(thisUpdate);
    body.setNextUpdate(Der.time(crl.nextUpdate()));
    for (BigInteger serial : crl.revoked()) {
      body.addCRLEntry(new ASN1Integer(serial), thisUpdate, CRLReason.keyCompromise);
    }
    SigningKey key = keys.key(crl.issuerKey());
    ExtensionsGenerator extensions = extensions(crl, key);
    if (!extensions.isEmpty()) {
      body.setExtensions(extensions.generate());
    }
    return Der.signed(body.generateTBSCertList(), key);
  }

  private static ExtensionsGenerator extensions(CrlSpec crl, SigningKey key) {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    if (crl.authorityKeyIdentifier()) {
      byte[] identifier = Digests.sha1(key.publicPoint());
      extensions.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          Der.encode(new AuthorityKeyIdentifier(identifier)));
    }
    if (crl.number().isPresent()) {
      BigInteger number = BigInteger.valueOf(crl.number().getAsLong());
      extensions.addExtension(Extension.cRLNumber, false, Der.encode(new CRLNumber(number)));
    }
    return extensions;
  }
}
