package io.github.quotary.simulator.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Jdk;
import io.github.quotary.simulator.QuoteReader;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.PckCa;
import io.github.quotary.simulator.spec.PlatformSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.SgxExtensionForm;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SGX extension of the PCK certificate says what the platform is. */
class SgxExtensionTest {
  private static final String OID = "1.2.840.113741.1.13.1";

  private static X509Certificate pck(Scenario scenario) throws GeneralSecurityException {
    Evidence evidence = Simulator.seeded(7).evidence(scenario);
    return Jdk.certificates(new QuoteReader(evidence.quote()).chain()).get(0);
  }

  /** The entries of the extension by OID, nested ones included. */
  private static Map<String, String> entries(Scenario scenario) throws GeneralSecurityException {
    byte[] wrapped = pck(scenario).getExtensionValue(OID);
    Map<String, String> entries = new LinkedHashMap<>();
    collect(ASN1Sequence.getInstance(ASN1OctetString.getInstance(wrapped).getOctets()), entries);
    return entries;
  }

  private static void collect(ASN1Sequence sequence, Map<String, String> entries) {
    for (ASN1Encodable element : sequence) {
      ASN1Sequence entry = ASN1Sequence.getInstance(element);
      String name = entry.getObjectAt(0).toString();
      ASN1Encodable value = entry.getObjectAt(1);
      if (value instanceof ASN1Sequence nested) {
        entries.put(name, nested.size() + " entries");
        collect(nested, entries);
      } else if (value instanceof ASN1Enumerated number) {
        entries.put(name, number.getValue().toString());
      } else {
        entries.put(name, value.toString());
      }
    }
  }

  @Test
  void platformCa() throws GeneralSecurityException {
    PlatformSpec platform = PlatformSpec.upToDate();
    Map<String, String> entries = entries(Scenario.upToDate());
    assertEquals('#' + platform.ppid(), entries.get(OID + ".1"));
    assertEquals("18 entries", entries.get(OID + ".2"));
    for (int i = 0; i < 16; i++) {
      String svn = platform.svns().values().get(i).toString();
      assertEquals(svn, entries.get(OID + ".2." + (i + 1)));
    }
    assertEquals("13", entries.get(OID + ".2.17"));
    assertEquals('#' + platform.cpuSvn(), entries.get(OID + ".2.18"));
    assertEquals('#' + platform.pceId(), entries.get(OID + ".3"));
    assertEquals('#' + platform.fmspc(), entries.get(OID + ".4"));
    assertEquals("1", entries.get(OID + ".5"));
    assertEquals('#' + platform.instanceId(), entries.get(OID + ".6"));
    assertEquals("3 entries", entries.get(OID + ".7"));
    assertEquals("TRUE", entries.get(OID + ".7.1"));
    assertEquals("TRUE", entries.get(OID + ".7.2"));
    assertEquals("FALSE", entries.get(OID + ".7.3"));
  }

  @ParameterizedTest
  @CsvSource({
    "FIVE_ENTRIES, 5",
    "SIX_ENTRIES, 6",
    "SEVEN_ENTRIES, 7",
    "DUPLICATE_FMSPC, 7",
    "UNKNOWN_OIDS, 7",
  })
  void forms(SgxExtensionForm form, int count) throws GeneralSecurityException {
    byte[] wrapped =
        pck(Scenario.upToDate().withPlatform(p -> p.withForm(form))).getExtensionValue(OID);
    byte[] octets = ASN1OctetString.getInstance(wrapped).getOctets();
    assertEquals(count, ASN1Sequence.getInstance(octets).size());
  }

  @Test
  void absent() throws GeneralSecurityException {
    Scenario scenario = Scenario.upToDate().withPlatform(p -> p.withForm(SgxExtensionForm.ABSENT));
    assertNull(pck(scenario).getExtensionValue(OID));
  }

  @Test
  void processorCa() throws GeneralSecurityException {
    Map<String, String> entries = entries(Scenario.upToDate().withCa(PckCa.PROCESSOR));
    assertEquals(PlatformSpec.upToDate().ppid().length() + 1, entries.get(OID + ".1").length());
    assertNull(entries.get(OID + ".6"));
  }
}
