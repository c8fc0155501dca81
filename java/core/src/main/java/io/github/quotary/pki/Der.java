package io.github.quotary.pki;

import java.io.IOException;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.jspecify.annotations.Nullable;

/** Bouncy Castle's ASN.1 reading, with its various exceptions turned into one. */
final class Der {
  private Der() {}

  /** The first ASN.1 value in the bytes, as {@code type}; what follows it is ignored. */
  static <T> T first(byte[] bytes, String what, Function<ASN1Primitive, @Nullable T> type)
      throws PkiFormatException {
    try (ASN1InputStream in = new ASN1InputStream(new DerBytes(bytes), bytes.length)) {
      ASN1Primitive value = in.readObject();
      T typed = value == null ? null : type.apply(value);
      if (typed == null) {
        throw new PkiFormatException(what + " is empty");
      }
      return typed;
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new PkiFormatException(what + " is not valid DER: " + e.getMessage());
    } catch (RuntimeException e) {
      throw new PkiFormatException(what + " is not valid DER");
    }
  }

  public static byte[] encode(ASN1Encodable value, String what) throws PkiFormatException {
    try {
      return value.toASN1Primitive().getEncoded();
    } catch (IOException e) {
      throw new PkiFormatException(what + " cannot be encoded: " + e.getMessage());
    }
  }
}
