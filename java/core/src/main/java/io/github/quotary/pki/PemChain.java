package io.github.quotary.pki;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * Splits concatenated PEM certificates the way Intel's QVL does; input from a NUL on is ignored.
 */
final class PemChain {
  /** More than any chain of Intel's; a bound for hostile input. */
  static final int MAX_CERTIFICATES = 8;

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private PemChain() {}

  /** The DER of each certificate, in order of input. */
  static List<byte[]> split(ByteBuffer input) throws PkiFormatException {
    List<byte[]> certificates = new ArrayList<>();
    for (String chunk : someChunks(input, MAX_CERTIFICATES)) {
      certificates.add(decode(chunk, "certificate " + (certificates.size() + 1)));
    }
    return certificates;
  }

  /** The text of each certificate, in order of input: at least one, and not more than this. */
  static List<String> someChunks(ByteBuffer input, int most) throws PkiFormatException {
    List<String> chunks = chunks(input);
    if (chunks.size() > most) {
      throw new PkiFormatException(
          "The chain has " + chunks.size() + " certificates; the limit is " + most);
    }
    if (chunks.isEmpty()) {
      throw new PkiFormatException("No PEM certificate (" + BEGIN + " ... " + END + ")");
    }
    return chunks;
  }

  /** The text of each certificate, in order of input, whatever it holds. */
  static List<String> chunks(ByteBuffer input) {
    return chunks(textUpToNul(input));
  }

  /** The bytes of the first PEM object of the text. */
  static byte[] decode(String pem, String what) throws PkiFormatException {
    try (PemReader reader = new PemReader(new StringReader(pem))) {
      PemObject object = reader.readPemObject();
      if (object == null) {
        throw new PkiFormatException(what + " is not PEM");
      }
      return object.getContent();
    } catch (IOException | RuntimeException e) {
      // The decoder's own words depend on what the JVM has compiled; they say nothing more.
      throw new PkiFormatException(what + " is not valid PEM: its base64 cannot be decoded");
    }
  }

  private static String textUpToNul(ByteBuffer input) {
    byte[] bytes = new byte[input.remaining()];
    input.duplicate().get(bytes);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int nul = text.indexOf('\0');
    return nul < 0 ? text : text.substring(0, nul);
  }

  /**
   * One chunk a certificate, from BEGIN to END: each END marker closes a chunk, which starts at the
   * first BEGIN after the chunk before. One without a BEGIN is dropped; when no BEGIN is left, the
   * rest is not looked at, or a text of nothing but END markers would be searched again for each.
   */
  private static List<String> chunks(String text) {
    List<String> chunks = new ArrayList<>();
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (end < begin) {
      return chunks;
    }
    while (begin >= 0 && end >= 0) {
      int stop = end + END.length();
      if (begin < end) {
        chunks.add(text.substring(begin, stop));
        begin = text.indexOf(BEGIN, stop);
      }
      end = text.indexOf(END, stop);
    }
    return chunks;
  }
}
