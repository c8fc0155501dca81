package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.SgxExtensionForm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PemCertificateTest {
  private static final String PEM = chain(Scenario.upToDate());

  private static String chain(Scenario scenario) {
    byte[] quote = Simulator.seeded(3).evidence(scenario).quote();
    ByteBuffer data = Quote.copyOf(quote).signatureData().certificationData().data();
    return StandardCharsets.US_ASCII.decode(data).toString();
  }

  private static List<PemCertificate> list(String pem) {
    return PemCertificate.list(ByteBuffer.wrap(pem.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void everyCertificateOfAChainIsRead() {
    List<PemCertificate> certificates = list(PEM);
    assertEquals(3, certificates.size());
    assertTrue(certificates.stream().allMatch(c -> c.problem().isEmpty()));
    PckCertificate pck = certificates.get(0).pck().orElseThrow();
    assertEquals(Scenario.upToDate().platform().ppid(), pck.ppid().toString());
    assertTrue(certificates.get(2).certificate().orElseThrow().isSelfIssued());
  }

  @Test
  void oneThatCannotBeReadDoesNotHideTheOthers() {
    int second = PEM.indexOf("-----BEGIN", 1);
    String damaged = PEM.substring(0, second + 40) + "AAAA" + PEM.substring(second + 44);
    List<PemCertificate> certificates = list(damaged);
    assertEquals(3, certificates.size());
    assertTrue(certificates.get(1).problem().isPresent());
    assertTrue(certificates.get(0).pck().isPresent());
    assertTrue(certificates.get(2).certificate().isPresent());
  }

  @Test
  void aMalformedSgxExtensionIsShownAsFarAsItGoes() {
    Scenario scenario =
        Scenario.upToDate().withPlatform(p -> p.withForm(SgxExtensionForm.SIX_ENTRIES));
    PemCertificate leaf = list(chain(scenario)).get(0);
    assertTrue(leaf.certificate().isPresent());
    assertTrue(leaf.pck().isEmpty());
    assertTrue(leaf.problem().orElseThrow().contains("6 entries"), leaf.toString());
    SgxExtensionOutline outline = leaf.sgxExtension().orElseThrow();
    assertEquals(scenario.platform().ppid(), String.valueOf(outline.ppidOrNull()));
    assertTrue(outline.fmspcOrNull() != null && outline.tcbComponentsOrNull() != null);
    assertTrue(
        outline.deviations().get(0).startsWith("the extension has 6 entries; Intel's have 5"),
        outline.toString());
    assertTrue(outline.deviations().size() > 1, "and what is missing or extra is named");
  }

  @Test
  void theOutlineOfIntelsExtensionNamesNoDeviation() {
    SgxExtensionOutline outline = list(PEM).get(0).sgxExtension().orElseThrow();
    assertEquals(List.of(), outline.deviations());
    assertTrue(list(PEM).get(1).sgxExtension().isEmpty(), "a CA has none");
  }

  @Test
  void noListGrowsWithoutBound() {
    List<PemCertificate> certificates = list(PEM.replace("\0", "").repeat(20));
    assertEquals(17, certificates.size());
    assertEquals("more certificates follow", certificates.get(16).problem().orElseThrow());
    assertEquals(List.of(), list("no certificate at all"));
  }

  /** Only what is named a PCK certificate speaks of a platform. */
  @Test
  void anSgxExtensionOfAnyOtherCertificateIsNotShown() {
    PemCertificate named = list(withSgxExtension("CN=Intel SGX PCK Certificate").pem()).get(0);
    assertTrue(named.sgxExtension().isPresent());
    PemCertificate other = list(withSgxExtension("CN=Intel SGX PCK Platform CA").pem()).get(0);
    assertTrue(other.certificate().isPresent());
    assertTrue(other.sgxExtension().isEmpty() && other.problem().isEmpty());
  }

  private static Certs withSgxExtension(String subject) {
    return Certs.named(subject, "CN=x")
        .extension(SgxExtensionWriter.OID, false, Certs.sequence(Certs.sequence()));
  }
}
