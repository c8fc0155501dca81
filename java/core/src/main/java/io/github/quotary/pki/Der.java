package io.github.quotary.pki;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Time;
import org.jspecify.annotations.Nullable;

/** Bouncy Castle's ASN.1 reading, with its various exceptions turned into one. */
final class Der {
  /** Year to minute, or to second. */
  private static final Pattern LEADING_DIGITS = Pattern.compile("(?s)^([0-9]*).*$");

  private static final int MINUTES = 12;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

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

  /**
   * The moment that a certificate or a revocation list names. Bouncy Castle takes the 31st of
   * February for the 3rd of March; OpenSSL, and so Intel's library, refuses what does not exist.
   */
  static Instant time(Time time, String field) throws PkiFormatException {
    try {
      String digits = LEADING_DIGITS.matcher(time.getTime()).replaceFirst("$1");
      LocalDateTime.parse(digits.length() == MINUTES ? digits + "00" : digits, MOMENT);
      return time.getDate().toInstant();
    } catch (RuntimeException e) {
      throw new PkiFormatException(field + " is not a valid time");
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
