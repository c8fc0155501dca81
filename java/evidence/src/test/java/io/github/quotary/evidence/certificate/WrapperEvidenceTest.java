package io.github.quotary.evidence.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.part.Binding.Outcome;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.junit.jupiter.api.Test;

/** Evidence in {@code id-pe-cmw} is read, and is never taken for that of the certificate's key. */
class WrapperEvidenceTest {
  private static final String CMW = "1.3.6.1.5.5.7.1.35";
  private static final String GRAMINE = "1.2.840.113741.1337.6";
  private static final byte[] QUOTE = quote("ab");

  private static byte[] quote(String mrTd) {
    return Simulator.seeded(7)
        .evidence(
            Scenario.upToDate(QuoteShape.V4_TDX)
                .withTd(td -> td.with(TdField.MRTD, mrTd.repeat(48))))
        .quote();
  }

  private static byte[] json(String text) throws IOException {
    return new DERUTF8String(text).getEncoded();
  }

  private static String record(String type, byte[] value) {
    return "[\"%s\",\"%s\",4]"
        .formatted(type, Base64.getUrlEncoder().withoutPadding().encodeToString(value));
  }

  /** CBOR, with sizes of two bytes. */
  private static byte[] cborRecord(byte[] value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x82);
    out.write(0x18);
    out.write(42);
    out.write(0x59);
    out.writeBytes(ByteBuffer.allocate(2).putShort((short) value.length).array());
    out.writeBytes(value);
    return out.toByteArray();
  }

  private static byte[] cbor(byte[] value) throws IOException {
    return new DEROctetString(value).getEncoded();
  }

  private static Recognition read(byte[] extension) {
    return CertificateEvidence.read(TestCertificate.ec().with(CMW, extension).der()).orElseThrow();
  }

  private static Part.QuotePart quotePart(Recognition recognition) {
    return (Part.QuotePart) ((Recognition.Parts) recognition).parts().get(0);
  }

  private static String refusal(byte[] extension) {
    return ((Recognition.Refused) read(extension)).reason();
  }

  private static void assertUnbound(List<Binding> bindings) {
    assertFalse(CertificateEvidence.bindsKey(bindings));
    Binding key = bindings.get(0);
    assertEquals("certificate key in report data", key.name());
    assertEquals(Outcome.NOT_CHECKED, key.outcome());
    assertTrue(key.detail().startsWith("no rule is known here"), key.detail());
  }

  @Test
  void aQuoteIsReadInEitherEncoding() throws IOException {
    String collection = "{\"tdx\":" + record("application/vnd.example.tdx-quote", QUOTE) + "}";
    String named = collection.replace("{", "{\"__cmwc_t\":\"tag:a\",");
    byte[] map = new byte[] {(byte) 0xa1, 7};
    for (byte[] extension :
        List.of(
            json(record("application/octet-stream", QUOTE)),
            json(collection),
            json(record("application/cmw+json", named.getBytes(US_ASCII))),
            cbor(cborRecord(QUOTE)),
            cbor(
                ByteBuffer.allocate(2 + cborRecord(QUOTE).length)
                    .put(map)
                    .put(cborRecord(QUOTE))
                    .array()))) {
      Recognition read = read(extension);
      assertEquals(ByteBuffer.wrap(QUOTE), quotePart(read).bytes());
      assertUnbound(quotePart(read).bindings());
    }
  }

  /** The hash of the key in the report data is a rule of other forms, not of the wrapper. */
  @Test
  void theRuleOfAnotherFormBindsNothing() throws IOException {
    TestCertificate certificate = TestCertificate.ec();
    byte[] quote = QUOTE.clone();
    System.arraycopy(Arrays.copyOf(Sha2.sha256(certificate.key()), 64), 0, quote, 48 + 520, 64);
    byte[] wrapped = certificate.with(CMW, json(record("application/octet-stream", quote))).der();
    assertUnbound(quotePart(CertificateEvidence.read(wrapped).orElseThrow()).bindings());
  }

  @Test
  void besideAFormThatBindsTheKeyTheWrapperIsASecondQuote() throws IOException {
    TestCertificate certificate = TestCertificate.ec();
    byte[] bound = QUOTE.clone();
    System.arraycopy(Arrays.copyOf(Sha2.sha256(certificate.key()), 64), 0, bound, 48 + 520, 64);
    certificate.with(GRAMINE, bound).with(CMW, json(record("application/octet-stream", QUOTE)));
    List<Binding> bindings =
        quotePart(CertificateEvidence.read(certificate.der()).orElseThrow()).bindings();
    assertTrue(CertificateEvidence.bindsKey(bindings), bindings.toString());

    TestCertificate torn =
        TestCertificate.ec()
            .with(GRAMINE, QUOTE)
            .with(CMW, json(record("application/octet-stream", quote("cd"))));
    Recognition.Refused refused =
        (Recognition.Refused) CertificateEvidence.read(torn.der()).orElseThrow();
    assertTrue(refused.reason().contains("different workloads"), refused.reason());

    TestCertificate other =
        TestCertificate.ec()
            .with(GRAMINE, QUOTE)
            .with(CMW, json(record("application/eat+cwt", QUOTE)));
    assertTrue(
        quotePart(CertificateEvidence.read(other.der()).orElseThrow()).bindings().stream()
            .anyMatch(binding -> binding.name().startsWith("conceptual message wrapper")));
  }

  @Test
  void whatHoldsNoQuoteIsNamed() throws IOException {
    assertTrue(refusal(json(record("application/eat+cwt", QUOTE))).contains("application/eat+cwt"));
    assertTrue(refusal(json("{}")).contains("without a message"));
    assertTrue(refusal(json("7")).contains("cannot be read"));
    assertTrue(refusal(cbor(new byte[] {1})).contains("cannot be read"));
    assertTrue(refusal(new byte[] {0x30, 0}).contains("neither a UTF8String nor"));
    assertTrue(refusal(new byte[] {0x0c, 1, (byte) 0xb8}).contains("UTF8String is not UTF-8"));
    assertTrue(refusal(new byte[] {4, 9, 1}).contains("not DER"));
    assertTrue(refusal(new DERIA5String("[]").getEncoded()).contains("neither a UTF8String nor"));
    assertTrue(
        refusal(json(record("application/octet-stream", new byte[8]))).contains("not a quote"));
    String many = record("application/octet-stream", QUOTE);
    StringBuilder members = new StringBuilder("{\"a\":" + many);
    for (int i = 0; i < 16; i++) {
      members.append(",\"").append(i).append("\":").append(many);
    }
    assertTrue(refusal(json(members.append('}').toString())).contains("more than 16 quotes"));
  }
}
