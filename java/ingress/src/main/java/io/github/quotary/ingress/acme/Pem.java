package io.github.quotary.ingress.acme;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encodings (RFC 7468). */
final class Pem {
  private static final int LINE = 64;

  private Pem() {}

  static String write(String label, byte[] bytes) {
    String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /** The contents of all blocks with this label. */
  static List<byte[]> read(String label, String text) throws GeneralSecurityException {
    Matcher blocks =
        Pattern.compile(
                "-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*+)-----END " + label + "-----")
            .matcher(text);
    List<byte[]> contents = new ArrayList<>();
    while (blocks.find()) {
      try {
        contents.add(Base64.getMimeDecoder().decode(blocks.group(1)));
      } catch (IllegalArgumentException e) {
        throw new InvalidKeyException("a " + label + " is not in base 64");
      }
    }
    return contents;
  }
}
