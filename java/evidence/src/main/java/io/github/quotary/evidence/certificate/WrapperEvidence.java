package io.github.quotary.evidence.certificate;

import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.evidence.cmw.ConceptualMessage;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.part.Binding.Outcome;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteParse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTF8String;

/**
 * A conceptual message wrapper in a certificate: extension {@code id-pe-cmw}, {@code CHOICE { json
 * UTF8String, cbor OCTET STRING }}, around a quote as it stands. No rule is known here by which its
 * evidence binds the certificate's key, so that nothing binds it.
 *
 * <p>Source: draft-ietf-rats-msg-wrap, which became RFC 9999.
 */
final class WrapperEvidence {
  static final String OID = "1.3.6.1.5.5.7.1.35";
  static final String PLACE = "a conceptual message wrapper (id-pe-cmw, " + OID + ")";
  private static final int MAX_DEPTH = 4;
  private static final int MAX_QUOTES = 16;

  private final List<Finding> findings = new ArrayList<>();

  private WrapperEvidence() {}

  /**
   * The quotes in the wrapper, at least one.
   *
   * @throws MalformedException if there is none, or the wrapper cannot be read
   */
  static List<Finding> read(byte[] extension) throws MalformedException {
    WrapperEvidence evidence = new WrapperEvidence();
    evidence.add(recognised(extension), 0);
    return evidence.findings;
  }

  private static Recognition recognised(byte[] extension) throws MalformedException {
    ASN1Primitive choice;
    try {
      choice = ASN1Primitive.fromByteArray(extension);
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed DER by whatever exception it ran into.
      throw new MalformedException(0, PLACE + " that is not DER");
    }
    if (choice instanceof ASN1UTF8String json) {
      return ConceptualMessage.ofJson(text(json).getBytes(StandardCharsets.UTF_8));
    }
    if (choice instanceof ASN1OctetString cbor) {
      return ConceptualMessage.ofCbor(cbor.getOctets());
    }
    throw new MalformedException(0, PLACE + " that is neither a UTF8String nor an OCTET STRING");
  }

  private static String text(ASN1UTF8String json) throws MalformedException {
    try {
      return json.getString();
    } catch (IllegalArgumentException e) {
      // Bouncy Castle looks at the octets only now.
      throw new MalformedException(0, PLACE + " whose UTF8String is not UTF-8");
    }
  }

  private void add(Recognition recognition, int depth) throws MalformedException {
    if (recognition instanceof Recognition.Refused refused) {
      throw new MalformedException(0, "extension " + OID + " has " + refused.reason());
    }
    for (Part part : ((Recognition.Parts) recognition).parts()) {
      if (part instanceof Part.Inner inner) {
        add(inner, depth);
      }
    }
  }

  private void add(Part.Inner inner, int depth) throws MalformedException {
    if (Quote.tryParse(inner.bytes()) instanceof QuoteParse.Parsed) {
      if (findings.size() == MAX_QUOTES) {
        throw new MalformedException(0, PLACE + " with more than " + MAX_QUOTES + " quotes");
      }
      findings.add(finding(inner));
      return;
    }
    byte[] bytes = new byte[inner.bytes().remaining()];
    inner.bytes().duplicate().get(bytes);
    Optional<Recognition> wrapper =
        depth < MAX_DEPTH ? ConceptualMessage.read(bytes) : Optional.empty();
    if (wrapper.isEmpty()) {
      throw new MalformedException(
          0, PLACE + ": " + inner.place() + " is not a quote as it stands, nor another wrapper");
    }
    add(wrapper.get(), depth + 1);
  }

  private static Finding finding(Part.Inner inner) {
    ByteBuffer quote = inner.bytes().duplicate();
    return new Finding(
        PLACE + ", " + inner.place(),
        quote,
        List.of(
            new Binding(
                Finding.KEY_IN_REPORT_DATA,
                Outcome.NOT_CHECKED,
                "no rule is known here by which evidence in a conceptual message wrapper binds the"
                    + " certificate's key; anybody may put anybody's quote there")),
        Optional.empty());
  }
}
