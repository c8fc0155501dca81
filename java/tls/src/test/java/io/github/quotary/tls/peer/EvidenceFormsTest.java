package io.github.quotary.tls.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.tls.identity.EvidenceExtension;
import io.github.quotary.tls.identity.EvidenceMaker;
import io.github.quotary.tls.laboratory.LaboratoryAgent;
import io.github.quotary.tls.laboratory.SimulatedTd;
import io.github.quotary.tls.laboratory.TestCertificate;
import io.github.quotary.tls.peer.PeerFault.Reason;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every form of evidence is accepted when it is right, and refused when it is another's. */
class EvidenceFormsTest {
  private static final SimulatedTd TD = SimulatedTd.sound();
  private static final Verifier VERIFIER = TD.verifier();
  private static final Clock CLOCK = Clock.fixed(SimulatedTd.AT, ZoneOffset.UTC);

  /** A form, as extensions of a certificate. */
  private enum FormOfEvidence {
    INTEROPERABLE(certificate -> made(EvidenceMaker.interoperable(TD), certificate)),
    DSTACK_QUOTE(certificate -> made(EvidenceMaker.dstackQuote(TD), certificate)),
    DSTACK_ATTESTATION(
        certificate ->
            certificate.withOctets(
                "1.3.6.1.4.1.62397.1.8", attestation(certificate.dstackReportData()))),
    GRAMINE(
        certificate ->
            certificate.with("1.2.840.113741.1337.6", TD.bytes(certificate.gramineReportData()))),
    GRAMINE_ENCODED_TWICE(
        certificate ->
            certificate.with(
                "0.6.9.42.840.113741.1337.6", TD.bytes(certificate.gramineReportData()))),
    SGX_SDK(
        certificate ->
            certificate.with("1.2.840.113741.1.13.1", TD.bytes(certificate.gramineReportData())));

    private final Function<TestCertificate, TestCertificate> evidence;

    FormOfEvidence(Function<TestCertificate, TestCertificate> evidence) {
      this.evidence = evidence;
    }
  }

  private static TestCertificate made(EvidenceMaker maker, TestCertificate certificate) {
    for (EvidenceExtension extension : maker.evidence(certificate.key()).found().orElseThrow()) {
      certificate.with(extension.oid(), extension.value().toByteArray());
    }
    return certificate;
  }

  /** SCALE, version 0: quote, no events, report data, no configuration. */
  private static byte[] attestation(byte[] reportData) {
    byte[] quote = TD.bytes(reportData);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.write(0);
    out.write(quote.length << 2 | 1);
    out.write(quote.length >> 6);
    out.writeBytes(quote);
    out.write(0);
    out.write(0);
    out.writeBytes(reportData);
    out.write(0);
    return out.toByteArray();
  }

  private static PeerVerdict judge(Verifier verifier, X509Certificate... chain) {
    return new PeerJudge(verifier, CLOCK, PeerLimits.standard()).judge(chain, PeerRole.SERVER);
  }

  private static PeerFault fault(X509Certificate... chain) {
    return judge(VERIFIER, chain).fault().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void isAcceptedWhenItIsRight(FormOfEvidence form) {
    X509Certificate certificate = form.evidence.apply(TestCertificate.create()).certificate();
    AttestedPeer peer = judge(VERIFIER, certificate).peer().orElseThrow();
    assertEquals(certificate, peer.certificate());
    assertEquals(TD.mrTd(), peer.verdict().tdReport().orElseThrow().mrTd());
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedInTheCertificateOfAnotherKey(FormOfEvidence form) {
    X509Certificate honest = form.evidence.apply(TestCertificate.create()).certificate();
    TestCertificate thief = TestCertificate.ofNewKey();
    for (String oid : honest.getNonCriticalExtensionOIDs()) {
      thief.with(oid, ASN1OctetString.getInstance(honest.getExtensionValue(oid)).getOctets());
    }
    PeerFault fault = fault(thief.certificate());
    assertEquals(Reason.NOT_BOUND, fault.reason(), fault.message());
    assertTrue(fault.result().orElseThrow() instanceof Verified, fault.message());
    assertTrue(fault.message().contains("certificate key in"), fault.message());
  }

  /** A parser that does not know the key's algorithm has no key to compare. */
  @Test
  void isRefusedForAKeyThatTheTlsImplementationDoesNotKnow() {
    TestCertificate certificate = TestCertificate.create();
    byte[] key = ofUnknownAlgorithm(certificate.key());
    byte[] reportData = Arrays.copyOf(Sha2.sha256(key), 64);
    byte[] der = certificate.with("1.2.840.113741.1337.6", TD.bytes(reportData)).der();
    PeerFault fault = fault(TestCertificate.parseByBouncyCastle(ofUnknownAlgorithm(der)));
    assertEquals(Reason.NOT_BOUND, fault.reason(), fault.message());
    assertTrue(fault.message().contains("its key is not encoded as usual"), fault.message());
  }

  /** With another object identifier in the place of id-ecPublicKey. */
  private static byte[] ofUnknownAlgorithm(byte[] der) {
    HexFormat hex = HexFormat.of();
    return hex.parseHex(hex.formatHex(der).replaceFirst("2a8648ce3d0201", "2a8648ce3d027f"));
  }

  @Test
  void isRefusedWithoutEvidence() {
    PeerFault fault = fault(TestCertificate.create().certificate());
    assertEquals(Reason.NO_EVIDENCE, fault.reason());
    assertTrue(fault.message().contains("without attestation evidence"), fault.message());
  }

  /** A wrapper of RFC 9999 does not say how its evidence binds the key. */
  @Test
  void isRefusedInAFormThatBindsNoKey() throws IOException {
    TestCertificate certificate = TestCertificate.create();
    byte[] quote = TD.bytes(certificate.gramineReportData());
    String wrapper =
        "[\"application/octet-stream\",\"" + Base64.getUrlEncoder().encodeToString(quote) + "\"]";
    certificate.with("1.3.6.1.5.5.7.1.35", new DERUTF8String(wrapper).getEncoded());
    PeerFault fault = fault(certificate.certificate());
    assertEquals(Reason.NOT_BOUND, fault.reason());
    assertTrue(fault.message().contains("no rule is known here"), fault.message());
  }

  @Test
  void isRefusedWhereTwoQuotesSpeakForDifferentWorkloads() {
    SimulatedTd other = SimulatedTd.with(TdField.MRTD, "ab".repeat(48));
    TestCertificate certificate = made(EvidenceMaker.interoperable(TD), TestCertificate.create());
    certificate.with("1.2.840.113741.1337.6", other.bytes(certificate.gramineReportData()));
    PeerFault fault = fault(certificate.certificate());
    assertEquals(Reason.NO_EVIDENCE, fault.reason());
    assertTrue(fault.message().contains("different workloads"), fault.message());
  }

  @Test
  void isAcceptedWhereTwoQuotesSpeakForTheSameWorkload() {
    TestCertificate certificate = made(EvidenceMaker.interoperable(TD), TestCertificate.create());
    certificate.with("1.2.840.113741.1337.6", TD.bytes(certificate.gramineReportData()));
    assertTrue(judge(VERIFIER, certificate.certificate()).peer().isPresent());
  }

  /** dstack's agent makes quote and log; both are in the certificate, and are compared. */
  @Test
  void isAcceptedFromAnAgentWithItsEventLog(@TempDir Path folder) throws IOException {
    try (LaboratoryAgent laboratory = LaboratoryAgent.start(folder)) {
      for (EvidenceMaker maker :
          List.of(
              EvidenceMaker.dstackQuote(laboratory.agent()),
              EvidenceMaker.dstackAttestation(laboratory.agent()),
              EvidenceMaker.interoperable(laboratory.agent()))) {
        X509Certificate certificate = made(maker, TestCertificate.create()).certificate();
        PeerVerdict verdict = judge(laboratory.verifier(), certificate);
        assertTrue(verdict.peer().isPresent(), verdict.toString());
      }
    }
  }

  @Test
  void isRefusedWithAnEventLogOfOtherRegisters(@TempDir Path folder) throws IOException {
    try (LaboratoryAgent laboratory =
        LaboratoryAgent.start(
            folder, workload -> workload.withTd(td -> td.with(TdField.RTMR3, "ab".repeat(48))))) {
      X509Certificate certificate =
          made(EvidenceMaker.dstackQuote(laboratory.agent()), TestCertificate.create())
              .certificate();
      PeerFault fault = judge(laboratory.verifier(), certificate).fault().orElseThrow();
      assertEquals(Reason.POLICY, fault.reason());
      assertTrue(fault.message().contains("eventLog is differs in RTMR3"), fault.message());
    }
  }
}
