package io.github.quotary.pki;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;

/** An SGX extension to be written as Intel would not: its entries, the TCB's apart. */
final class SgxExtensionWriter {
  static final ASN1ObjectIdentifier OID = new ASN1ObjectIdentifier("1.2.840.113741.1.13.1");

  /** One is null: that is where the TCB comes. */
  final List<ASN1Encodable> entries = new ArrayList<>();

  final List<ASN1Encodable> tcb = new ArrayList<>();

  /** The five entries of the Processor CA's certificates. */
  SgxExtensionWriter() {
    for (int i = 1; i <= 16; i++) {
      tcb.add(entry("2." + i, new ASN1Integer(100 + i)));
    }
    tcb.add(entry("2.17", new ASN1Integer(0xffffffffL)));
    tcb.add(entry("2.18", octets(16, 0x18)));
    entries.add(entry("1", octets(16, 0x11)));
    entries.add(null);
    entries.add(entry("3", octets(2, 0x13)));
    entries.add(entry("4", octets(6, 0x14)));
    entries.add(entry("5", new ASN1Enumerated(2)));
  }

  /** Adds the two that only the Platform CA's certificates have. */
  SgxExtensionWriter platform(ASN1Encodable instanceId, ASN1Encodable configuration) {
    entries.add(entry("6", instanceId));
    entries.add(entry("7", configuration));
    return this;
  }

  /** The certificate with the extension. */
  Certs addedTo(Certs certificate) {
    int place = entries.indexOf(null);
    if (place >= 0) {
      entries.set(place, entry("2", Certs.sequence(tcb.toArray(ASN1Encodable[]::new))));
    }
    return certificate.extension(OID, false, Certs.sequence(entries.toArray(ASN1Encodable[]::new)));
  }

  X509Cert certificate() throws PkiFormatException {
    return addedTo(Certs.any()).parse();
  }

  static X509Cert certificate(ASN1Encodable extension) throws PkiFormatException {
    return Certs.any().extension(OID, false, extension).parse();
  }

  PckCertificate parse() throws PkiFormatException {
    return PckCertificate.parse(certificate());
  }

  static ASN1Encodable entry(String suffix, ASN1Encodable value) {
    return Certs.sequence(OID.branch(suffix), value);
  }

  static ASN1Encodable octets(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return new DEROctetString(bytes);
  }

  static ASN1Encodable flags(boolean dynamic, boolean cached, boolean smt) {
    return Certs.sequence(
        entry("7.1", ASN1Boolean.getInstance(dynamic)),
        entry("7.2", ASN1Boolean.getInstance(cached)),
        entry("7.3", ASN1Boolean.getInstance(smt)));
  }
}
