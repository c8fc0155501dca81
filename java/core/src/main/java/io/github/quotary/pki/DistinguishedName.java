package io.github.quotary.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.jspecify.annotations.Nullable;

/**
 * A subject or issuer name, with the two comparisons that Intel's QVL makes. Neither is that of RFC
 * 5280: letter case and spaces count in both.
 */
public final class DistinguishedName {
  private static final List<ASN1ObjectIdentifier> COMPARED =
      List.of(BCStyle.CN, BCStyle.C, BCStyle.O, BCStyle.L, BCStyle.ST);

  private final byte[] der;

  /** Null for a name of Intel's layout, of which it is made where it is asked for. */
  private final @Nullable String text;

  private final List<String> compared;
  private final List<List<String>> rendering;

  DistinguishedName(X500Name name) {
    this(name, new byte[0]);
  }

  /**
   * A name.
   *
   * @param der what no other name is encoded as, or nothing
   */
  DistinguishedName(X500Name name, byte[] der) {
    this.der = der;
    text = RFC4519Style.INSTANCE.toString(name);
    compared = COMPARED.stream().map(type -> firstValue(name, type)).toList();
    rendering = rendering(name);
  }

  /** A name of which all is known: what is compared, and all its attributes. */
  DistinguishedName(byte[] der, List<String> compared, List<List<String>> rendering) {
    this.der = der;
    this.text = null;
    this.compared = compared;
    this.rendering = rendering;
  }

  /** What no other name is encoded as, or nothing; for readers of this package only. */
  byte[] der() {
    return der;
  }

  /** The first common name, or an empty string. */
  public String commonName() {
    return compared.get(0);
  }

  /**
   * Whether common name, country, organization, locality and state agree: the first of each, byte
   * by byte, an absent one being empty. This is how certificates are matched to their issuers.
   */
  public boolean matches(DistinguishedName other) {
    return compared.equals(other.compared);
  }

  /**
   * Whether both names have the same attributes with the same values in the same order; string
   * types do not count. This is how revocation lists are matched, beside {@link #matches}.
   */
  public boolean rendersLike(DistinguishedName other) {
    return rendering.equals(other.rendering);
  }

  private static String firstValue(X500Name name, ASN1ObjectIdentifier type) {
    for (RDN rdn : name.getRDNs()) {
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        if (attribute.getType().equals(type)) {
          return utf8OfStoredLength(attribute.getValue());
        }
      }
    }
    return "";
  }

  /** The value, or empty where its UTF-8 form is not as long as its stored form. */
  private static String utf8OfStoredLength(ASN1Encodable value) {
    if (!(value instanceof ASN1String string)) {
      return "";
    }
    String characters = string.getString();
    int stored;
    if (value instanceof ASN1BMPString) {
      stored = 2 * characters.length();
    } else if (value instanceof ASN1UniversalString universal) {
      stored = universal.getOctets().length;
    } else {
      return isSingleByteOrUtf8(value, characters) ? characters : "";
    }
    return characters.getBytes(StandardCharsets.UTF_8).length == stored ? characters : "";
  }

  private static boolean isSingleByteOrUtf8(ASN1Encodable value, String characters) {
    return value instanceof org.bouncycastle.asn1.ASN1UTF8String
        || characters.getBytes(StandardCharsets.UTF_8).length == characters.length();
  }

  private static List<List<String>> rendering(X500Name name) {
    List<List<String>> rdns = new ArrayList<>();
    for (RDN rdn : name.getRDNs()) {
      List<String> attributes = new ArrayList<>();
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        ASN1Encodable value = attribute.getValue();
        attributes.add(attribute.getType().getId());
        // Not toString(): in decimal, a huge INTEGER takes seconds.
        attributes.add(
            value instanceof ASN1String string
                ? string.getString()
                : IETFUtils.valueToString(value));
      }
      rdns.add(List.copyOf(attributes));
    }
    return List.copyOf(rdns);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistinguishedName name && rendering.equals(name.rendering);
  }

  @Override
  public int hashCode() {
    return rendering.hashCode();
  }

  /** The name as RFC 4514 writes it. */
  @Override
  public String toString() {
    return text != null ? text : RFC4519Style.INSTANCE.toString(X500Name.getInstance(der));
  }
}
