package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates from Pebble by dns-01, with many of its nonces refused. */
class AcmeOrdersTest {
  @TempDir static Path folder;
  private static AcmeLab lab;

  private final AcmeLab.Memory files = new AcmeLab.Memory();

  @BeforeAll
  static void start() throws Exception {
    lab = AcmeLab.start(folder, Map.of("PEBBLE_WFE_NONCEREJECT", "20"));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  private IssuedCertificate order(String... names) throws Exception {
    OrderReport report =
        new AcmeOrders(lab.account(files), files)
            .order(AcmeLab.request(names), new AcmeLab.DnsWriter(lab.dns));
    assertEquals(List.of(), report.leftovers());
    return AcmeLab.issued(report);
  }

  @Test
  void oneName() throws Exception {
    IssuedCertificate issued = order("one.example.com");
    assertEquals(Set.of("one.example.com"), issued.names());
    lab.assertTrusted(issued);
    assertTrue(lab.dns.at("_acme-challenge.one.example.com", "TXT").isEmpty());
  }

  @Test
  void severalNames() throws Exception {
    IssuedCertificate issued = order("a.example.com", "b.example.com", "c.example.org");
    assertEquals(Set.of("a.example.com", "b.example.com", "c.example.org"), issued.names());
    lab.assertTrusted(issued);
  }

  /** Both answers stand at one name at once. */
  @Test
  void wildcardBesideItsParent() throws Exception {
    IssuedCertificate issued = order("w.example.com", "*.w.example.com");
    assertEquals(Set.of("w.example.com", "*.w.example.com"), issued.names());
    assertTrue(lab.dns.at("_acme-challenge.w.example.com", "TXT").isEmpty());
  }
}
