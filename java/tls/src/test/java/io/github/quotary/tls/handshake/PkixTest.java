package io.github.quotary.tls.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.tls.AttestedTls;
import io.github.quotary.tls.identity.AttestedKeyManager;
import io.github.quotary.tls.laboratory.Identities;
import io.github.quotary.tls.laboratory.Loopback;
import io.github.quotary.tls.laboratory.SimulatedTd;
import io.github.quotary.tls.laboratory.TestCertificate;
import io.github.quotary.tls.peer.AttestedCertificateException;
import io.github.quotary.tls.peer.AttestedTrustManager;
import io.github.quotary.tls.peer.AttestedTrustManagerBuilder;
import io.github.quotary.tls.peer.PeerFault;
import io.github.quotary.tls.peer.PeerFault.Reason;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence and PKIX together: neither alone is enough. */
class PkixTest {
  private static final SimulatedTd TD = SimulatedTd.sound();
  private static final Verifier VERIFIER = TD.verifier();
  private static final AttestedKeyManager IDENTITY = Identities.of(TD);
  private static final X509Certificate SERVED = IDENTITY.identity().certificate();
  private static final X509Certificate OTHER = TestCertificate.ofNewKey().certificate();

  /** The JDK's own, at the time of the simulator. */
  private static X509ExtendedTrustManager pkix(X509Certificate root)
      throws GeneralSecurityException {
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), new X509CertSelector());
    parameters.setDate(Date.from(SimulatedTd.AT));
    parameters.setRevocationEnabled(false);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private static AttestedTrustManagerBuilder trust(Verifier verifier) {
    return AttestedTrustManager.builder(verifier)
        .clock(Clock.fixed(SimulatedTd.AT, ZoneOffset.UTC));
  }

  private static void https(SSLParameters parameters) {
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
  }

  private static PeerFault refusal(AttestedTrustManager trust, AttestedKeyManager identity)
      throws IOException {
    try (Loopback server = Loopback.serve(AttestedTls.server(identity), "TLSv1.3", false)) {
      SSLHandshakeException refused =
          assertThrows(
              SSLHandshakeException.class,
              () -> server.exchange(AttestedTls.client(trust), PkixTest::https));
      return AttestedCertificateException.in(refused).orElseThrow().fault().orElseThrow();
    }
  }

  @Test
  void acceptsAChainToATrustedRootWithEvidence() throws Exception {
    AttestedTrustManager trust = trust(VERIFIER).withPkix(pkix(SERVED)).build();
    try (Loopback server = Loopback.serve(AttestedTls.server(IDENTITY), "TLSv1.3", false)) {
      assertTrue(
          trust
              .peers()
              .of(server.exchange(AttestedTls.client(trust), PkixTest::https))
              .isPresent());
    }
    assertEquals(Set.of(SERVED), Set.of(trust.getAcceptedIssuers()));
  }

  @Test
  void refusesAnUntrustedChainDespiteItsEvidence() throws Exception {
    PeerFault fault = refusal(trust(VERIFIER).withPkix(pkix(OTHER)).build(), IDENTITY);
    assertEquals(Reason.PKIX, fault.reason());
    assertTrue(fault.message().contains("PKIX"), fault.message());
  }

  @Test
  void refusesATrustedChainWithoutItsEvidence() throws Exception {
    Verifier other = SimulatedTd.with(TdField.MRTD, "ab".repeat(48)).verifier();
    PeerFault fault = refusal(trust(other).withPkix(pkix(SERVED)).build(), IDENTITY);
    assertEquals(Reason.POLICY, fault.reason());
  }

  @Test
  void refusesAnotherHostsCertificate() throws Exception {
    AttestedKeyManager elsewhere =
        Identities.builder(TD)
            .dnsNames("elsewhere.example")
            .start((delay, task) -> () -> {})
            .found()
            .orElseThrow();
    PeerFault fault =
        refusal(
            trust(VERIFIER).withPkix(pkix(elsewhere.identity().certificate())).build(), elsewhere);
    assertEquals(Reason.PKIX, fault.reason());
    assertTrue(fault.message().contains("localhost"), fault.message());
  }

  /** A client that forgets to compare names must not find out later. */
  @Test
  void refusesWhereNobodyComparesNames() throws Exception {
    AttestedTrustManager trust = trust(VERIFIER).withPkix(pkix(SERVED)).build();
    AttestedTrustManager lax = trust(VERIFIER).withPkix(pkix(SERVED)).namesByCaller().build();
    try (Loopback server = Loopback.serve(AttestedTls.server(IDENTITY), "TLSv1.3", false)) {
      SSLHandshakeException refused =
          assertThrows(
              SSLHandshakeException.class, () -> server.exchange(AttestedTls.client(trust)));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("setEndpointIdentificationAlgorithm"),
          refused.getMessage());
      assertTrue(lax.peers().of(server.exchange(AttestedTls.client(lax))).isPresent());
    }
  }

  @Test
  void refusesAKeyStoreWithoutRoots() throws Exception {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    KeyStore unloaded = KeyStore.getInstance("PKCS12");
    for (KeyStore store : List.of(empty, unloaded)) {
      AttestedTrustManagerBuilder builder = trust(VERIFIER);
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> builder.withPkix(store));
      assertTrue(String.valueOf(refused.getMessage()).contains("key store"), refused.getMessage());
    }
  }

  /** The user of a JVM may name other roots. */
  @Test
  void refusesRootsOfTheJvmThatCannotBeRead(@TempDir Path folder) throws IOException {
    String property = "javax.net.ssl.trustStore";
    String before = System.getProperty(property);
    Path garbage = Files.writeString(folder.resolve("roots.p12"), "no key store");
    System.setProperty(property, garbage.toString());
    try {
      AttestedTrustManagerBuilder builder = trust(VERIFIER);
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, builder::withPkix);
      assertTrue(
          String.valueOf(refused.getMessage()).contains("cannot be used for PKIX"),
          refused.getMessage());
    } finally {
      if (before == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, before);
      }
    }
  }

  @Test
  void refusesASelfSignedCertificateByTheJdksRoots() throws Exception {
    PeerFault fault = refusal(trust(VERIFIER).withPkix().build(), IDENTITY);
    assertEquals(Reason.PKIX, fault.reason());
  }
}
