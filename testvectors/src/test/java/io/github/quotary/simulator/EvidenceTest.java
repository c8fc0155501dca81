package io.github.quotary.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.simulator.spec.PckCa;
import io.github.quotary.simulator.spec.PlatformSpec;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Evidence without a fault holds together, in the eyes of the JDK. */
class EvidenceTest {
  private static final Simulator SIMULATOR = Simulator.seeded(7);

  @ParameterizedTest
  @EnumSource
  void theChainsHold(QuoteShape shape) throws GeneralSecurityException {
    Evidence evidence = SIMULATOR.evidence(Scenario.upToDate(shape));
    String quoteChain = new QuoteReader(evidence.quote()).chain();
    assertEquals(3, Jdk.certificates(quoteChain).size());
    for (String chain :
        List.of(
            quoteChain,
            evidence.pckCrlIssuerChain(),
            evidence.tcbInfoIssuerChain(),
            evidence.qeIdentityIssuerChain())) {
      assertChain(chain, evidence);
    }
  }

  private static void assertChain(String pem, Evidence evidence) throws GeneralSecurityException {
    List<X509Certificate> chain = Jdk.certificates(pem);
    for (int i = 0; i < chain.size(); i++) {
      X509Certificate issuer = chain.get(Math.min(i + 1, chain.size() - 1));
      chain.get(i).verify(issuer.getPublicKey());
      assertEquals(issuer.getSubjectX500Principal(), chain.get(i).getIssuerX500Principal());
      chain.get(i).checkValidity(Date.from(evidence.at()));
      for (String oid : List.of("2.5.29.35", "2.5.29.31", "2.5.29.14", "2.5.29.15", "2.5.29.19")) {
        assertTrue(chain.get(i).getExtensionValue(oid).length > 0, oid);
      }
    }
    X509Certificate root = chain.get(chain.size() - 1);
    assertEquals(Jdk.certificates(evidence.rootPem()).get(0), root);
  }

  @ParameterizedTest
  @EnumSource
  void theRevocationListsHold(PckCa ca) throws GeneralSecurityException {
    Evidence evidence = SIMULATOR.evidence(Scenario.upToDate().withCa(ca));
    List<X509Certificate> issuers = Jdk.certificates(evidence.pckCrlIssuerChain());
    assertCrl(Jdk.crl(evidence.pckCrl()), issuers.get(0), evidence);
    assertCrl(Jdk.crl(evidence.rootCaCrl()), issuers.get(1), evidence);
    assertTrue(
        issuers.get(0).getSubjectX500Principal().getName().contains(ca.commonName()),
        ca.commonName());
  }

  private static void assertCrl(X509CRL crl, X509Certificate issuer, Evidence evidence)
      throws GeneralSecurityException {
    crl.verify(issuer.getPublicKey());
    assertEquals(issuer.getSubjectX500Principal(), crl.getIssuerX500Principal());
    assertTrue(crl.getThisUpdate().before(Date.from(evidence.at())));
    assertTrue(crl.getNextUpdate().after(Date.from(evidence.at())));
    assertTrue(crl.getExtensionValue("2.5.29.20").length > 0, "CRL number");
    assertTrue(crl.getExtensionValue("2.5.29.35").length > 0, "authority key identifier");
  }

  @ParameterizedTest
  @EnumSource
  void theDocumentsAreSignedAsTheyStand(QuoteShape shape) throws Exception {
    Evidence evidence = SIMULATOR.evidence(Scenario.upToDate(shape));
    assertSigned(evidence.tcbInfo(), evidence.tcbInfoSignature(), evidence.tcbInfoIssuerChain());
    assertSigned(
        evidence.qeIdentity(), evidence.qeIdentitySignature(), evidence.qeIdentityIssuerChain());
    ObjectMapper json = new ObjectMapper();
    JsonNode envelope = json.readTree(evidence.tcbInfoEnvelope());
    assertEquals(json.readTree(evidence.tcbInfo()), envelope.get("tcbInfo"));
    assertEquals(evidence.tcbInfoSignature(), envelope.get("signature").textValue());
    envelope = json.readTree(evidence.qeIdentityEnvelope());
    assertEquals(json.readTree(evidence.qeIdentity()), envelope.get("enclaveIdentity"));
    assertEquals(evidence.qeIdentitySignature(), envelope.get("signature").textValue());
    JsonNode bundle = json.readTree(evidence.collateralJson());
    assertEquals(CollateralPart.values().length, bundle.size());
    for (CollateralPart part : CollateralPart.values()) {
      assertEquals(evidence.part(part), bundle.get(part.key()).textValue());
    }
  }

  private static void assertSigned(String text, String signature, String chain)
      throws GeneralSecurityException {
    assertEquals(128, signature.length());
    assertTrue(
        Jdk.verifies(
            Jdk.certificates(chain).get(0).getPublicKey(),
            text.getBytes(StandardCharsets.UTF_8),
            HexFormat.of().parseHex(signature)));
  }

  @ParameterizedTest
  @EnumSource
  void theQuoteIsSignedAndItsKeyBound(QuoteShape shape) throws GeneralSecurityException {
    QuoteReader quote = new QuoteReader(SIMULATOR.evidence(Scenario.upToDate(shape)).quote());
    X509Certificate pck = Jdk.certificates(quote.chain()).get(0);
    assertTrue(Jdk.verifies(pck.getPublicKey(), quote.qeReport(), quote.qeReportSignature()), "QE");
    assertTrue(
        Jdk.verifies(Jdk.key(quote.attestationKey()), quote.signed(), quote.signature()), "quote");
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    hash.update(quote.attestationKey());
    hash.update(quote.qeAuthData());
    byte[] reportData = Arrays.copyOfRange(quote.qeReport(), 320, 384);
    assertArrayEquals(Arrays.copyOf(hash.digest(), 64), reportData);
  }

  @Test
  void theDocumentsSpeakOfThePlatform() throws Exception {
    Evidence evidence = SIMULATOR.evidence(Scenario.upToDate());
    JsonNode tcbInfo = new ObjectMapper().readTree(evidence.tcbInfo());
    PlatformSpec platform = PlatformSpec.upToDate();
    assertEquals(platform.fmspc(), tcbInfo.get("fmspc").textValue().toLowerCase(Locale.ROOT));
    assertEquals(platform.pceId(), tcbInfo.get("pceId").textValue());
    assertEquals("TDX", tcbInfo.get("id").textValue());
    assertEquals(16, tcbInfo.at("/tcbLevels/0/tcb/sgxtcbcomponents").size());
    assertEquals(16, tcbInfo.at("/tcbLevels/0/tcb/tdxtcbcomponents").size());
    assertEquals("2026-06-01T00:00:00Z", tcbInfo.get("issueDate").textValue());
  }

  @Test
  void sameSeedSameBytes() {
    Scenario scenario = Scenario.upToDate();
    Evidence once = Simulator.seeded(3).evidence(scenario);
    Evidence again = Simulator.seeded(3).evidence(Scenario.upToDate());
    assertArrayEquals(once.quote(), again.quote());
    assertEquals(once.collateralJson(), again.collateralJson());
    assertEquals(once.rootPem(), again.rootPem());
    Evidence other = Simulator.seeded(4).evidence(scenario);
    assertFalse(Arrays.equals(once.quote(), other.quote()));
    assertNotEquals(once.rootPem(), other.rootPem());
  }

  @Test
  void theBytesDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
      Evidence abroad = Simulator.seeded(3).evidence(Scenario.upToDate());
      Locale.setDefault(Locale.ROOT);
      Evidence home = Simulator.seeded(3).evidence(Scenario.upToDate());
      assertArrayEquals(home.quote(), abroad.quote());
      assertEquals(home.collateralJson(), abroad.collateralJson());
    } finally {
      Locale.setDefault(before);
    }
  }
}
