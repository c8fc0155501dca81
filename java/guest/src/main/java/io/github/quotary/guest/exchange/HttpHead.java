package io.github.quotary.guest.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Status line and header fields of a response. Strict: what is ambiguous is refused.
 *
 * <p>Source: RFC 9112.
 *
 * @param minorVersion 0 or 1 of HTTP/1.x
 * @param status 100 to 599
 * @param fields header fields in their order
 */
record HttpHead(int minorVersion, int status, List<Field> fields) {
  private static final int MAX_FIELDS = 100;
  private static final int FIRST_FINAL = 200;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /** A header field; the name in lower case. */
  record Field(String name, String value) {}

  /** Reads a head up to the empty line. */
  static HttpHead read(HttpInput in) throws IOException {
    String first = in.headLine();
    if (!first.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
      throw in.malformed("it does not begin with a status line of HTTP/1.1");
    }
    List<Field> fields = new ArrayList<>();
    for (String line = in.headLine(); !line.isEmpty(); line = in.headLine()) {
      if (fields.size() == MAX_FIELDS) {
        throw in.malformed("more than " + MAX_FIELDS + " header fields");
      }
      fields.add(field(line, in));
    }
    return new HttpHead(first.charAt(7) - '0', Integer.parseInt(first.substring(9, 12)), fields);
  }

  private static Field field(String line, HttpInput in) throws IOException {
    int colon = line.indexOf(':');
    String name = line.substring(0, Math.max(0, colon));
    if (name.isEmpty() || !name.chars().allMatch(HttpHead::isTokenCharacter)) {
      throw in.malformed("a header line without a valid name");
    }
    return new Field(name.toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_MARKS.indexOf(c) >= 0;
  }

  private List<String> values(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).toList();
  }

  boolean isInterim() {
    return status < FIRST_FINAL;
  }

  /** The one content type. */
  Optional<String> contentType(HttpInput in) throws IOException {
    List<String> types = values("content-type");
    if (types.size() > 1) {
      throw in.malformed("more than one Content-Type");
    }
    return types.stream().findFirst();
  }

  /** Reads the body that this head announces. */
  byte[] body(HttpInput in) throws IOException {
    if (!values("content-encoding").stream().allMatch(coding -> coding.equals("identity"))) {
      throw in.malformed("its body is compressed, which nobody asked for");
    }
    if (isInterim() || status == NO_CONTENT || status == NOT_MODIFIED) {
      return new byte[0];
    }
    List<String> lengths = values("content-length");
    List<String> codings = values("transfer-encoding");
    if (!codings.isEmpty()) {
      return chunked(codings, lengths, in);
    }
    if (lengths.isEmpty()) {
      return in.bodyUntilEnd();
    }
    if (lengths.size() > 1 || !lengths.get(0).matches("\\d{1,18}")) {
      throw in.malformed("its Content-Length is not a single number");
    }
    return in.body(Long.parseLong(lengths.get(0)));
  }

  private byte[] chunked(List<String> codings, List<String> lengths, HttpInput in)
      throws IOException {
    if (!lengths.isEmpty()) {
      throw in.malformed("both Content-Length and Transfer-Encoding");
    }
    if (minorVersion == 0
        || codings.size() > 1
        || !codings.get(0).toLowerCase(Locale.ROOT).equals("chunked")) {
      throw in.malformed("a transfer coding other than chunked");
    }
    return in.chunkedBody();
  }
}
