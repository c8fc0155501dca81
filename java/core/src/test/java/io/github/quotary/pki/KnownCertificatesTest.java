package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
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
}
