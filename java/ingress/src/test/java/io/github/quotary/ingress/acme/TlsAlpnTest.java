package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates from Pebble by tls-alpn-01, from a listener with the JDK's own TLS. */
class TlsAlpnTest {
  @TempDir static Path folder;
  private static AcmeLab lab;
  private static AlpnListener listener;

  private final AcmeLab.Memory files = new AcmeLab.Memory();

  @BeforeAll
  static void start() throws Exception {
    lab = AcmeLab.start(folder, Map.of("PEBBLE_AUTHZREUSE", "0"));
    listener = AlpnListener.on(lab.pebble.tlsPort());
  }

  @AfterAll
  static void stop() throws Exception {
    if (lab != null) {
      listener.close();
      lab.close();
    }
  }

  @Test
  void severalNamesWithoutTheDns() throws Exception {
    IssuedCertificate issued =
        AcmeLab.issued(
            new AcmeOrders(lab.account(files), files)
                .order(AcmeLab.request("alpn.example.com", "two.example.com"), listener));
    assertEquals(Set.of("alpn.example.com", "two.example.com"), issued.names());
    lab.assertTrusted(issued);
    assertTrue(listener.isQuiet());
    assertEquals(Set.of("alpn.example.com", "two.example.com"), Set.copyOf(listener.withdrawn()));
    assertEquals(0, lab.dns.size());
  }

  @Test
  void wildcardIsTheCallersMistake() throws Exception {
    AcmeOrders orders = new AcmeOrders(lab.account(files), files);
    OrderRequest wildcard = AcmeLab.request("*.example.com");
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> orders.order(wildcard, listener));
    assertTrue(error.getMessage().contains("*.example.com"), error.getMessage());
  }

  /** The texts of what is handed to a responder show no key. */
  @Test
  void challengeShowsNoKey() {
    AlpnChallenge challenge =
        AlpnCertificates.make("a.example.com", new byte[32], lab.clock.instant());
    assertEquals("AlpnChallenge[name=a.example.com]", challenge.toString());
    assertEquals(
        Set.of(AlpnCertificates.ACME_IDENTIFIER),
        challenge.certificate().getCriticalExtensionOIDs());
    assertEquals(
        List.of("a.example.com"), List.copyOf(IssuedCertificate.names(challenge.certificate())));
  }
}
