package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two comparisons of names, neither of them RFC 5280's. */
class DistinguishedNameTest {
  private static final String NAME = "CN=Intel SGX Root CA,O=Intel,L=Santa Clara,ST=CA,C=US";

  private static DistinguishedName name(String text) {
    return new DistinguishedName(new X500Name(text));
  }

  private static DistinguishedName commonName(ASN1Encodable value) {
    return new DistinguishedName(new X500Name(new RDN[] {new RDN(BCStyle.CN, value)}));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CN=Intel SGX Root CA,O=Intel,L=Santa Clara,ST=CA,C=US | true | true",
        "C=US,ST=CA,L=Santa Clara,O=Intel,CN=Intel SGX Root CA | true | false",
        "CN=Intel SGX Root CA,OU=x,O=Intel,L=Santa Clara,ST=CA,C=US | true | false",
        "CN=Intel SGX Root CA,O=Intel,L=Santa Clara,ST=CA,C=US,SERIALNUMBER=1 | true | false",
        "CN=Intel SGX Root CA,O=Intel,O=Other,L=Santa Clara,ST=CA,C=US | true | false",
        "CN=Intel SGX Root CA+O=Intel,L=Santa Clara,ST=CA,C=US | true | false",
        "CN=Intel SGX root CA,O=Intel,L=Santa Clara,ST=CA,C=US | false | false",
        "CN=Intel  SGX Root CA,O=Intel,L=Santa Clara,ST=CA,C=US | false | false",
        "CN=Other,CN=Intel SGX Root CA,O=Intel,L=Santa Clara,ST=CA,C=US | false | false",
        "O=Intel,L=Santa Clara,ST=CA,C=US | false | false",
        "CN=Intel SGX Root CA,L=Santa Clara,ST=CA,C=US | false | false",
        "CN=Intel SGX Root CA,O=Intel,ST=CA,C=US | false | false",
        "CN=Intel SGX Root CA,O=Intel,L=Santa Clara,C=US | false | false",
        "CN=Intel SGX Root CA,O=Intel,L=Santa Clara,ST=CA | false | false",
        "CN=Intel SGX Root CA,O=Intel,L=Santa Clara,ST=CA,C=us | false | false"
      })
  void fiveAttributesMatchAndAllRender(String other, boolean matches, boolean rendersLike) {
    assertEquals(matches, name(NAME).matches(name(other)));
    assertEquals(matches, name(other).matches(name(NAME)));
    assertEquals(rendersLike, name(NAME).rendersLike(name(other)));
    assertEquals(rendersLike, name(NAME).equals(name(other)));
  }

  @Test
  void anAbsentAttributeIsAnEmptyOne() {
    assertTrue(name("CN=a").matches(name("CN=a,OU=b")));
    assertEquals("", name("O=a").commonName());
    assertTrue(commonName(new DERUTF8String("")).matches(name("OU=b")));
    assertFalse(commonName(new DERUTF8String("")).rendersLike(name("OU=b")));
  }

  @Test
  void theTypeOfAStringDoesNotCount() {
    DistinguishedName utf8 = commonName(new DERUTF8String("Intel SGX Root CA"));
    DistinguishedName printable = commonName(new DERPrintableString("Intel SGX Root CA"));
    DistinguishedName ia5 = commonName(new DERIA5String("Intel SGX Root CA"));
    assertTrue(utf8.matches(printable) && utf8.rendersLike(printable));
    assertTrue(utf8.matches(ia5) && utf8.rendersLike(ia5));
    assertEquals(utf8, printable);
    assertEquals(utf8.hashCode(), printable.hashCode());
  }

  /** Intel converts to UTF-8 and then takes as many bytes as are stored, or none. */
  @Test
  void aStringOfAnotherLengthInUtf8ReadsAsEmpty() {
    assertEquals("", commonName(new DERBMPString("SGX PCK Certificate")).commonName());
    assertEquals("\u00e9", commonName(new DERBMPString("\u00e9")).commonName());
    assertEquals("\u00e9\u00e8", commonName(new DERBMPString("\u00e9\u00e8")).commonName());
    assertEquals("", commonName(new DERBMPString("")).commonName());
    assertEquals("", commonName(new DERT61String("caf\u00e9")).commonName());
    assertEquals("cafe", commonName(new DERT61String("cafe")).commonName());
    assertEquals("caf\u00e9", commonName(new DERUTF8String("caf\u00e9")).commonName());
    byte[] a = {0, 0, 0, 'a'};
    assertEquals("", commonName(new DERUniversalString(a)).commonName());
  }

  @Test
  void whatIsNoStringReadsAsEmpty() {
    DistinguishedName number = commonName(new ASN1Integer(7));
    assertEquals("", number.commonName());
    assertFalse(number.rendersLike(commonName(new ASN1Integer(8))));
  }

  /** In decimal it would take seconds. */
  @Test
  void aHugeNumberIsNotWrittenOutInDecimal() {
    BigInteger huge = BigInteger.ONE.shiftLeft(4_000_000);
    assertTrue(commonName(new ASN1Integer(huge)).rendersLike(commonName(new ASN1Integer(huge))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Root CA\u0000", "Root CA ", " Root CA", "root CA"})
  void neitherSpacesNorNulAreDropped(String text) {
    assertFalse(
        commonName(new DERUTF8String("Root CA")).matches(commonName(new DERUTF8String(text))));
  }

  @Test
  void anAttributeOfASetIsFoundToo() {
    RDN set =
        new RDN(
            new AttributeTypeAndValue[] {
              new AttributeTypeAndValue(BCStyle.OU, new DERUTF8String("x")),
              new AttributeTypeAndValue(BCStyle.CN, new DERUTF8String("y"))
            });
    assertEquals("y", new DistinguishedName(new X500Name(new RDN[] {set})).commonName());
  }

  @Test
  void isShownAsRfc4514WritesIt() {
    assertEquals("o=c,cn=a\\, b", name("CN=a\\, b,O=c").toString());
    assertNotEquals(name("CN=a"), (Object) "CN=a");
  }
}
