package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.spec.PckCa;
import io.github.quotary.simulator.spec.Scenario;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which certificate of a chain is which: by names, in any order. */
class CertificateRolesTest {
  private static final Certs ROOT = Certs.named("CN=Root", "CN=Root");
  private static final Certs CA = Certs.named("CN=Some CA", "CN=Root");
  private static final Certs SIGNER = Certs.named("CN=Signer", "CN=Root");

  private static CertificateChain chain(Certs... certificates) throws PkiFormatException {
    return CertificateChain.parse(
        Certs.pem(certificates), new KnownCertificates(), PemChain.MAX_CERTIFICATES);
  }

  private static Certs numbered(String subject, String issuer, int serial) {
    return Certs.named(subject, issuer).serial(BigInteger.valueOf(serial));
  }

  private static String name(Optional<X509Cert> certificate) {
    return certificate.map(c -> c.subject().commonName()).orElse("none");
  }

  private static int serial(Optional<X509Cert> certificate) {
    return certificate.orElseThrow().serial().intValue();
  }

  @Test
  void theOrderDoesNotMatter() throws PkiFormatException {
    Certs leaf = Certs.named("CN=Leaf", "CN=Some CA");
    Certs[][] orders = {
      {leaf, CA, ROOT},
      {leaf, ROOT, CA},
      {CA, leaf, ROOT},
      {CA, ROOT, leaf},
      {ROOT, leaf, CA},
      {ROOT, CA, leaf}
    };
    for (Certs[] order : orders) {
      CertificateChain chain = chain(order);
      assertEquals("Root", name(chain.root()));
      assertEquals("Some CA", name(chain.intermediate()));
      assertEquals("Leaf", name(chain.topmost()));
    }
  }

  @Test
  void theRootIsTheLastSelfIssuedOne() throws PkiFormatException {
    assertEquals(
        9, serial(chain(numbered("CN=a", "CN=a", 8), CA, numbered("CN=b", "CN=b", 9)).root()));
    assertEquals("none", name(chain(CA, SIGNER).root()));
  }

  @Test
  void theIntermediateIsTheFirstNamedACaThatIsNotSelfIssued() throws PkiFormatException {
    CertificateChain chain =
        chain(
            numbered("CN=Own CA", "CN=Own CA", 1),
            numbered("CN=ca", "CN=Root", 2),
            numbered("CN=xCAx", "CN=Root", 3),
            numbered("CN=CA", "CN=Root", 4));
    assertEquals(3, serial(chain.intermediate()));
    assertEquals("none", name(chain(ROOT, SIGNER).intermediate()));
  }

  @Test
  void theTopmostIsTheLastThatIssuedNoOther() throws PkiFormatException {
    assertEquals("Signer", name(chain(SIGNER, ROOT).topmost()));
    assertEquals("Signer", name(chain(ROOT, SIGNER).topmost()));
    assertEquals("Signer", name(chain(CA, ROOT, SIGNER).topmost()));
    assertEquals("Some CA", name(chain(SIGNER, ROOT, CA).topmost()));
    assertEquals("Root", name(chain(ROOT).topmost()), "issued itself only");
    assertEquals("Root", name(chain(Certs.named("CN=x", "CN=y"), ROOT).topmost()));
  }

  @Test
  void twoThatIssuedEachOtherLeaveNoTopmost() throws PkiFormatException {
    Certs one = Certs.named("CN=a", "CN=b");
    Certs other = Certs.named("CN=b", "CN=a");
    assertEquals("none", name(chain(one, other).topmost()));
  }

  /** Whatever is named a PCK certificate must be one, in any chain. */
  @Test
  void aCertificateNamedAPckCertificateNeedsIntelsExtension() {
    Certs named = Certs.named("CN=Intel SGX PCK Certificate", "CN=Some CA");
    assertThrows(PkiFormatException.class, () -> SigningChain.parse(Certs.pem(named, ROOT)));
  }

  @Test
  void aMalformedCertificateIsNamedByItsPlace() {
    Certs second = Certs.any().without(Extension.keyUsage);
    String problem =
        assertThrows(PkiFormatException.class, () -> chain(ROOT, second, CA)).problem();
    assertTrue(problem.contains("Certificate 2") && problem.contains("keyUsage"), problem);
  }

  @ParameterizedTest
  @EnumSource
  void aQuotesChainIsPckCertificateCaAndRoot(PckCa ca) throws PkiFormatException {
    PckChain chain = quoteChain(Scenario.upToDate().withCa(ca));
    assertEquals(3, chain.certificates().size());
    assertEquals(chain.certificates().get(2), chain.root().orElseThrow());
    assertEquals(chain.certificates().get(1), chain.intermediate().orElseThrow());
    assertEquals(chain.certificates().get(0), chain.pck().orElseThrow().certificate());
    CaType type = ca == PckCa.PLATFORM ? CaType.PLATFORM : CaType.PROCESSOR;
    assertEquals(Optional.of(type), chain.caType());
    assertEquals(type.name().toLowerCase(Locale.ROOT), type.parameter());
    assertEquals(ca == PckCa.PLATFORM, chain.pck().orElseThrow().configuration().isPresent());
    assertEquals(Instant.parse("2020-01-01T00:00:00Z"), chain.earliestNotBefore());
    assertEquals(Instant.parse("2025-01-01T00:00:00Z"), chain.latestNotBefore());
    assertEquals(Instant.parse("2035-01-01T00:00:00Z"), chain.earliestNotAfter());
  }

  private static PckChain quoteChain(Scenario scenario) throws PkiFormatException {
    return PckChain.parse(
        Quote.copyOf(Simulated.evidence(scenario).quote())
            .signatureData()
            .certificationData()
            .data());
  }

  /** What is behind the third certificate is counted, not parsed. */
  @Test
  void aFourthCertificateIsNotParsed() {
    String garbage = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    String three = StandardCharsets.US_ASCII.decode(Certs.pem(SIGNER, CA, ROOT)).toString();
    for (String text : List.of(three + garbage, garbage.repeat(4), " " + three + garbage)) {
      String problem =
          assertThrows(PkiFormatException.class, () -> PckChain.parse(Certs.text(text))).problem();
      assertEquals("The chain has 4 certificates; the limit is 3", problem);
    }
  }

  @Test
  void aQuotesChainIsThreeCertificates() {
    Certs leaf = Certs.named("CN=Leaf", "CN=Some CA");
    for (Certs[] wrong : new Certs[][] {{leaf}, {leaf, ROOT}, {leaf, CA, ROOT, SIGNER}}) {
      String problem =
          assertThrows(PkiFormatException.class, () -> PckChain.parse(Certs.pem(wrong))).problem();
      assertTrue(problem.contains(wrong.length + " certificates"), problem);
    }
  }

  @Test
  void aChainOfNeitherCaHasNoType() throws PkiFormatException {
    PckChain chain = PckChain.parse(Certs.pem(SIGNER, CA, ROOT));
    assertEquals(Optional.empty(), chain.caType());
    assertEquals(Optional.empty(), chain.pck());
  }

  @Test
  void aSigningChainIsSignerAndRoot() throws PkiFormatException {
    for (Certs[] order : new Certs[][] {{SIGNER, ROOT}, {ROOT, SIGNER}}) {
      SigningChain chain = SigningChain.parse(Certs.pem(order));
      assertEquals("Root", name(chain.root()));
      assertEquals("Signer", name(chain.signer()));
      assertEquals(
          List.of(order[0].parse().subject(), order[1].parse().subject()),
          chain.certificates().stream().map(X509Cert::subject).toList());
    }
    SigningChain none = SigningChain.parse(Certs.pem(Certs.named("CN=a", "CN=b")));
    assertEquals("none", name(none.root()));
  }

  /** A cache of collateral is bounded by it. */
  @Test
  void theMemoryOfAChainIsMoreThanItsBytes() throws PkiFormatException {
    Certs large =
        Certs.named("CN=Large", "CN=Root")
            .extension(
                new ASN1ObjectIdentifier("1.2.3"), false, new DEROctetString(new byte[8_000]));
    long one = SigningChain.parse(Certs.pem(ROOT)).retainedBytes();
    long two = SigningChain.parse(Certs.pem(ROOT, large)).retainedBytes();
    assertTrue(one > ROOT.der().length && one < 8_000, one + " bytes");
    assertTrue(two - one > large.der().length && two - one < 16_000, two - one + " more bytes");
  }
}
