package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.evidence.ChallengePath;
import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.evidence.TlsFacts.Continuity;
import io.github.quotary.domain.evidence.TlsFacts.Validation;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.domain.GatewayVersion;
import io.github.quotary.simulator.domain.IngressVersion;
import io.github.quotary.simulator.domain.LaboratoryServer;
import io.github.quotary.simulator.domain.web.CertificatePlan;
import io.github.quotary.simulator.domain.web.WebCertificate;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainCaptureTest {
  private static final String MANIFEST = "/evidences/sha256sum.txt";

  @ParameterizedTest
  @EnumSource
  void capturesAGatewayOfEveryVersionOverOneConnection(GatewayVersion version) {
    DomainSite site = Loopback.LABORATORY.gateway(GatewayPlan.of(version, "dstack.example.com"));
    DomainEvidence evidence = Loopback.capture(site);

    assertEquals(
        Set.of("/.dstack/acme-info", "/.dstack/app-info", "/.dstack/index"),
        evidence.documents().keySet());
    assertBodies(site, evidence);
    assertEquals(Continuity.ONE_CONNECTION, evidence.tls().continuity());
    assertEquals("gateway.dstack.example.com", evidence.host());
    assertEquals(site.at(), evidence.capturedAt());
    assertTrusted(evidence);
    assertChain(site.servedCertificate(), evidence);
  }

  @ParameterizedTest
  @EnumSource
  void capturesACustomDomainOfEveryVersion(IngressVersion version) {
    DomainSite site = Loopback.LABORATORY.custom(CustomPlan.of(version, "app.example.com"));
    DomainEvidence evidence = Loopback.capture(site);

    String certificate = version == IngressVersion.ING_0 ? "cert.pem" : "cert-app.example.com.pem";
    assertEquals(
        Set.of(
            MANIFEST,
            "/evidences/quote.json",
            "/evidences/acme-account.json",
            "/evidences/" + certificate),
        files(evidence));
    assertBodies(site, evidence);
    assertEquals(
        site.conduct().closesAfterEachAnswer() ? Continuity.SAME_LEAF : Continuity.ONE_CONNECTION,
        evidence.tls().continuity());
    assertEquals(site.conduct().closesAfterEachAnswer() ? 5 : 1, evidence.tls().connections());
    assertTrusted(evidence);
  }

  @Test
  void asksForEveryListedCertificateAndServesTheWildcard() {
    DomainSite site =
        Loopback.LABORATORY.custom(
            CustomPlan.of("*.example.com", "api.example.org")
                .withDroppedDomains("old.example.com"));
    DomainEvidence evidence = Loopback.capture(site);

    assertEquals("www.example.com", evidence.host());
    assertTrusted(evidence);
    assertTrue(
        evidence
            .documents()
            .keySet()
            .containsAll(
                List.of(
                    "/evidences/cert-*.example.com.pem",
                    "/evidences/cert-api.example.org.pem",
                    "/evidences/cert-old.example.com.pem")));
    assertBodies(site, evidence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaksBothVersionsOfTls(String protocol) {
    DomainSite site = Loopback.GATEWAY.withConduct(conduct -> conduct.withProtocol(protocol));
    DomainEvidence evidence = Loopback.capture(site);

    assertEquals(Optional.of(protocol), evidence.tls().protocol());
    assertBodies(site, evidence);
  }

  @Test
  void aNameThatTheCertificateDoesNotHaveIsAFact() {
    DomainSite site = Loopback.CUSTOM.withHost("other.example.com");
    DomainEvidence evidence = Loopback.capture(site);

    assertEquals(Validation.VALID, evidence.tls().webPki());
    assertEquals(Validation.INVALID, evidence.tls().hostName());
    assertTrue(evidence.tls().detail().contains("app.example.com"), evidence.tls().detail());
    assertTrue(evidence.body(MANIFEST).isPresent());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PUBLIC")
  void anIssuerThatNobodyTrustsIsAFact(CertificatePlan.Issuer issuer) {
    DomainSite site =
        Loopback.LABORATORY.gateway(
            GatewayPlan.of("dstack.example.com").withCertificate(c -> c.withIssuer(issuer)));
    DomainEvidence evidence = Loopback.capture(site);

    assertEquals(Validation.INVALID, evidence.tls().webPki());
    assertEquals(Validation.VALID, evidence.tls().hostName());
    assertChain(site.servedCertificate(), evidence);
  }

  @Test
  void aCertificateIsJudgedAtTheTimeOfTheCapture() {
    DomainSite late = Loopback.CUSTOM.withAt(Loopback.CUSTOM.at().plusSeconds(100L * 86400));

    assertEquals(Validation.INVALID, Loopback.capture(late).tls().webPki());
  }

  @Test
  void differentLeavesAreTriedAgainAndThenReported() {
    WebCertificate other =
        Loopback.LABORATORY.authority().issue(CertificatePlan.of("replica", "app.example.com"));
    DomainSite site = Loopback.CUSTOM.withConduct(conduct -> conduct.withLaterCertificates(other));

    assertEquals(Continuity.DIFFERENT_LEAVES, Loopback.capture(site).tls().continuity());
    // All later connections show the same leaf, so the second attempt is whole.
    DomainEvidence again = Loopback.capture(site, limits -> limits.withAttempts(2));
    assertEquals(Continuity.SAME_LEAF, again.tls().continuity());
    assertChain(other, again);
  }

  @Test
  void nobodyListeningIsAnAbsentDocument() throws Exception {
    InetSocketAddress nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = new InetSocketAddress("127.0.0.1", socket.getLocalPort());
    }
    DomainEvidence evidence =
        DomainCapture.builder()
            .connectTo(nobody)
            .webPki(Loopback.webPki(Loopback.CUSTOM))
            .clock(Loopback.CUSTOM::at)
            .build()
            .custom("app.example.com");

    assertEquals(Document.Reason.CONNECTION_FAILED, Loopback.reason(evidence, MANIFEST));
    assertEquals(0, evidence.tls().connections());
    assertTrue(evidence.peerChain().isEmpty());
  }

  @Test
  void anAddressThatIsNotAllowedIsNotConnectedTo() {
    try (LaboratoryServer server = Loopback.CUSTOM.serve()) {
      DomainEvidence evidence =
          Loopback.builder(Loopback.CUSTOM, server)
              .allow(DomainCapture.publicAddresses())
              .build()
              .custom("app.example.com");

      assertEquals(Document.Reason.CONNECTION_FAILED, Loopback.reason(evidence, MANIFEST));
      assertEquals(0, server.connections());
    }
  }

  @Test
  void aServerThatKeepsConnectionsIsAskedOverOne() {
    DomainSite site =
        Loopback.LABORATORY.custom(CustomPlan.of(IngressVersion.ING_1, "app.example.com"));
    try (LaboratoryServer server = site.serve()) {
      Loopback.capture(site, server, UnaryOperator.identity());

      assertEquals(1, server.connections());
      assertEquals(MANIFEST, server.requests().get(0));
    }
  }

  @Test
  void aChallengeIsAskedLastAndOnceOverANewNonce() {
    try (LaboratoryServer server = Loopback.CUSTOM.serve()) {
      Loopback.capture(Loopback.CUSTOM, server, UnaryOperator.identity());
      Loopback.capture(Loopback.CUSTOM, server, UnaryOperator.identity());

      List<String> asked =
          server.requests().stream().filter(path -> path.contains("challenge")).toList();
      assertEquals(2, Set.copyOf(asked).size(), asked::toString);
      assertEquals(asked.get(1), server.requests().get(server.requests().size() - 1));
      asked.forEach(path -> assertEquals(32, ChallengePath.nonce(path).orElseThrow().size()));
    }
  }

  @Test
  void theCallersGeneratorMakesTheNonce() {
    SecureRandom ones =
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0x11);
          }
        };
    try (LaboratoryServer server = Loopback.CUSTOM.serve()) {
      Loopback.builder(Loopback.CUSTOM, server).random(ones).build().custom(Loopback.CUSTOM.host());

      assertTrue(
          server.requests().contains("/evidences/challenge?nonce=" + "11".repeat(32)),
          () -> server.requests().toString());
    }
  }

  @Test
  void whereThereIsNoEvidenceNothingIsChallenged() {
    DomainSite site = Loopback.CUSTOM.without(MANIFEST);
    try (LaboratoryServer server = site.serve()) {
      Loopback.capture(site, server, UnaryOperator.identity());

      assertTrue(server.requests().stream().noneMatch(path -> path.contains("challenge")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "intranet", "127.0.0.1", "a..example.com", "-a.example.com", "a b.c"})
  void anInvalidHostNameIsTheCallersMistake(String host) {
    DomainCapture capture =
        DomainCapture.builder().webPki(Loopback.webPki(Loopback.CUSTOM)).build();

    assertThrows(IllegalArgumentException.class, () -> capture.custom(host));
  }

  /** All but the answer to the challenge, whose path is new each time. */
  private static Set<String> files(DomainEvidence evidence) {
    return evidence.documents().keySet().stream()
        .filter(path -> ChallengePath.nonce(path).isEmpty())
        .collect(Collectors.toSet());
  }

  private static void assertBodies(DomainSite site, DomainEvidence evidence) {
    files(evidence)
        .forEach(
            path ->
                assertArrayEquals(
                    site.documents().get(path).body(),
                    evidence.body(path).orElseThrow().toByteArray(),
                    path));
  }

  private static void assertTrusted(DomainEvidence evidence) {
    assertEquals(Validation.VALID, evidence.tls().webPki(), evidence.tls().detail());
    assertEquals(Validation.VALID, evidence.tls().hostName(), evidence.tls().detail());
    assertFalse(evidence.tls().peerAddress().isEmpty());
  }

  private static void assertChain(WebCertificate served, DomainEvidence evidence) {
    assertEquals(served.chain().stream().map(RawBytes::of).toList(), evidence.peerChain());
  }

  @Test
  void aNameWithoutAddressIsTold() {
    assertEquals(
        new Document.Absent(Document.Reason.NO_ADDRESS, "Name or service not known"),
        CaptureAttempt.withoutAddress("app.example.com: Name or service not known"));
    assertEquals(
        new Document.Absent(Document.Reason.NO_ADDRESS, "no such name"),
        CaptureAttempt.withoutAddress("app.example.com"));
    assertEquals(
        Document.Reason.CONNECTION_FAILED,
        CaptureAttempt.withoutAddress("app.example.com: Temporary failure in name resolution")
            .reason(),
        "nothing is known of the name");
  }
}
