package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;

/** Certificates that were met before are the same objects; anything else is read for itself. */
class KnownCertificatesTest {
  private static final String PEM =
      Certs.pem(Certs.named("CN=Intel SGX Root CA", "CN=Intel SGX Root CA").der());
  private static final String OTHER =
      Certs.pem(
          Certs.named("CN=Intel SGX Root CA", "CN=Intel SGX Root CA").serial(BigInteger.TEN).der());

  private static X509Cert parse(KnownCertificates known, String pem) throws PkiFormatException {
    return known.parse(pem.strip());
  }

  private static X509Cert parse(KnownCertificates known, Certs certificate)
      throws PkiFormatException {
    return parse(known, certificate.pem());
  }

  @Test
  void oneVerificationReadsATextOnce() throws Exception {
    KnownCertificates known = new KnownCertificates().forOneVerification();
    X509Cert first = parse(known, PEM);
    assertSame(first, parse(known, PEM));
    assertNotSame(first, parse(known, OTHER));
    assertEquals(BigInteger.TEN, parse(known, OTHER).serial());
  }

  /** Two layouts of one certificate are two texts of one object. */
  @Test
  void sameBytesInAnotherLayoutAreTheSameCertificate() throws Exception {
    KnownCertificates known = new KnownCertificates().forOneVerification();
    String layout = PEM.replace("\n", "\r\n");
    assertNotEquals(PEM, layout);
    assertSame(parse(known, PEM), parse(known, layout));
    assertSame(parse(known, PEM), parse(known, layout));
  }

  @Test
  void anotherVerificationKnowsOnlyWhatWasAdded() throws Exception {
    KnownCertificates known = new KnownCertificates();
    X509Cert good = parse(known.forOneVerification(), PEM);
    X509Cert unknown = parse(known.forOneVerification(), OTHER);
    known.add(good);
    for (int verification = 0; verification < 3; verification++) {
      KnownCertificates one = known.forOneVerification();
      assertSame(good, parse(one, PEM));
      assertNotSame(unknown, parse(one, OTHER));
    }
  }

  /** One digit of the base64 decides. */
  @Test
  void aTextThatDiffersAnywhereIsReadForItself() throws Exception {
    KnownCertificates known = new KnownCertificates();
    X509Cert good = parse(known.forOneVerification(), PEM);
    known.add(good);
    parse(known.forOneVerification(), PEM);
    int middle = PEM.length() / 2;
    for (int at = middle; at < middle + 8; at++) {
      char digit = PEM.charAt(at) == 'A' ? 'B' : 'A';
      String changed = PEM.substring(0, at) + digit + PEM.substring(at + 1);
      KnownCertificates one = known.forOneVerification();
      try {
        assertNotSame(good, parse(one, changed));
      } catch (PkiFormatException e) {
        // Whatever it says now, it is not what was known.
        assertThrows(PkiFormatException.class, () -> parse(one, changed));
      }
    }
  }

  @Test
  void eachCertificateKeepsItsOwnNames() throws Exception {
    KnownCertificates known = new KnownCertificates().forOneVerification();
    for (String[] names : new String[][] {{"a", "b"}, {"b", "c"}, {"c", "a"}, {"d", "d"}}) {
      X509Cert certificate = parse(known, Certs.named("CN=" + names[0], "CN=" + names[1]));
      assertEquals(names[0], certificate.subject().commonName());
      assertEquals(names[1], certificate.issuer().commonName());
    }
  }

  /** All PCK certificates have the same: a cache holds them once. */
  @Test
  void aNameThatWasMetIsTheSameObject() throws Exception {
    KnownCertificates known = new KnownCertificates();
    KnownCertificates one = known.forOneVerification();
    X509Cert root = parse(one, Certs.named("CN=Root", "CN=Root"));
    X509Cert leaf = parse(one, Certs.named("CN=Leaf", "CN=Root"));
    assertSame(root.subject(), leaf.issuer());
    Certs next = Certs.named("CN=Leaf", "CN=Root").serial(BigInteger.TEN);
    assertNotSame(leaf.subject(), parse(known.forOneVerification(), next).subject());
    known.add(root);
    assertSame(root.subject(), parse(known.forOneVerification(), next).issuer());
    assertNotSame(leaf.subject(), parse(known.forOneVerification(), next).subject());
    known.addNames(leaf);
    assertSame(leaf.subject(), parse(known.forOneVerification(), next).subject());
  }

  /** DER would sort them: both would be taken for one name, which they are not. */
  @Test
  void attributesOfASetInAnotherOrderAreAnotherName() throws Exception {
    RDN[] set = new X500Name("CN=a+CN=b").getRDNs();
    byte[] first = Certs.encode(set[0].getTypesAndValues()[0]);
    byte[] second = Certs.encode(set[0].getTypesAndValues()[1]);
    byte[] der = Certs.named("CN=a+CN=b", "CN=x").der();
    byte[] swapped = der.clone();
    int at = Certs.indexOf(der, first);
    System.arraycopy(second, 0, swapped, at, second.length);
    System.arraycopy(first, 0, swapped, at + second.length, first.length);
    KnownCertificates known = new KnownCertificates().forOneVerification();
    X509Cert one = parse(known, Certs.pem(der));
    X509Cert other = parse(known, Certs.pem(swapped));
    assertEquals("a", one.subject().commonName());
    assertEquals("b", other.subject().commonName());
    assertNotEquals(one.subject(), other.subject());
  }

  private static byte[] text(String pem) {
    return pem.strip().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** So that its base64 is not decoded again, wherever in a chain it stands. */
  @Test
  void aTextThatWasMetIsFoundWhereItStands() throws Exception {
    KnownCertificates known = new KnownCertificates();
    KnownCertificates one = known.forOneVerification();
    X509Cert certificate = parse(one, PEM);
    byte[] twice = text(OTHER + PEM);
    int start = twice.length - text(PEM).length;
    assertSame(certificate, one.findTextAt(twice, start).certificate());
    for (int at : new int[] {0, start - 1, start + 1, twice.length}) {
      assertNull(one.findTextAt(twice, at));
    }
    assertNull(one.findTextAt(Arrays.copyOf(twice, twice.length - 1), start), "it is cut off");
    assertNull(known.forOneVerification().findTextAt(twice, start), "it was not added");
    known.add(certificate);
    parse(known.forOneVerification(), PEM);
    assertSame(certificate, known.forOneVerification().findTextAt(twice, start).certificate());
  }

  /** Whoever sends a chain can put anything around its base64. */
  @Test
  void aTextOf4096BytesIsTheLongestThatIsRemembered() throws Exception {
    KnownCertificates known = new KnownCertificates().forOneVerification();
    byte[] der = Certs.any().der();
    byte[] text = new byte[10_000];
    Arrays.fill(text, (byte) 'x');
    known.parse(der, text, 5_000, 5_000 + 4_097);
    assertNull(known.findTextAt(text, 5_000));
    known.parse(der, text, 5_000, 5_000 + 4_096);
    assertEquals(4_096, known.findTextAt(text, 5_000).pem().length);
  }

  /** Sixteen are held; a name that cannot be told from others by its DER takes no place. */
  @Test
  void theOldestNameGivesWay() throws Exception {
    KnownCertificates known = new KnownCertificates().forOneVerification();
    DistinguishedName oldest = parse(known, self(0)).subject();
    DistinguishedName second = parse(known, self(1)).subject();
    for (int i = 2; i < 16; i++) {
      parse(known, self(i));
    }
    parse(known, Certs.named("CN=a+OU=b", "CN=a+OU=b"));
    assertSame(oldest, parse(known, self(0).serial(BigInteger.TEN)).subject());
    parse(known, self(16));
    assertSame(second, parse(known, self(1).serial(BigInteger.TEN)).subject());
    assertNotSame(oldest, parse(known, self(0).serial(BigInteger.ONE)).subject());
  }

  private static Certs self(int number) {
    return Certs.named("CN=" + number, "CN=" + number);
  }
}
