package io.github.quotary.domain.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Status line and header fields of an answer. Strict: ambiguous input is rejected.
 *
 * <p>Source: RFC 9112.
 *
 * @param minorVersion 0 or 1 of HTTP/1.x
 * @param status 100 to 599
 * @param fields header fields in their order
 */
record HttpHead(int minorVersion, int status, List<Field> fields) {
  private static final int MAX_FIELDS = 100;
  private static final int MAX_LINE = 8192;
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /** A header field; the name in lower case. */
  record Field(String name, String value) {}

  /** Reads a head up to the empty line. */
  static HttpHead read(HttpInput in) throws IOException {
    String first = in.line(MAX_LINE);
    if (!first.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
      throw HttpException.malformed("the response does not begin with an HTTP/1.1 status line");
    }
    List<Field> fields = new ArrayList<>();
    for (String line = in.line(MAX_LINE); !line.isEmpty(); line = in.line(MAX_LINE)) {
      if (fields.size() == MAX_FIELDS) {
        throw HttpException.malformed("more than " + MAX_FIELDS + " header fields");
      }
      fields.add(field(line));
    }
    return new HttpHead(first.charAt(7) - '0', Integer.parseInt(first.substring(9, 12)), fields);
  }

  private static Field field(String line) throws HttpException {
    int colon = line.indexOf(':');
    String name = line.substring(0, Math.max(0, colon));
    if (name.isEmpty() || !name.chars().allMatch(HttpHead::isTokenCharacter)) {
      throw HttpException.malformed("a header line without a valid name");
    }
    return new Field(name.toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_MARKS.indexOf(c) >= 0;
  }

  List<String> values(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).toList();
  }

  boolean isChunked() throws HttpException {
    List<String> codings = values("transfer-encoding");
    if (codings.isEmpty()) {
      return false;
    }
    if (minorVersion == 0 || !codings.equals(List.of("chunked"))) {
      throw HttpException.malformed("unsupported transfer coding; only chunked is supported");
    }
    if (!values("content-length").isEmpty()) {
      throw HttpException.malformed("both Content-Length and Transfer-Encoding");
    }
    return true;
  }

  OptionalLong contentLength() throws HttpException {
    List<String> lengths = values("content-length");
    if (lengths.isEmpty()) {
      return OptionalLong.empty();
    }
    if (lengths.size() > 1 || !lengths.get(0).matches("\\d{1,18}")) {
      throw HttpException.malformed("Content-Length is not a single number");
    }
    return OptionalLong.of(Long.parseLong(lengths.get(0)));
  }

  /** Whether the body, if any, is sent without a content coding. */
  boolean isPlain() {
    return values("content-encoding").stream().allMatch(coding -> coding.equals("identity"));
  }

  boolean isRedirect() {
    return status >= 300 && status < 400 && status != 304;
  }

  boolean isInterim() {
    return status < 200;
  }

  boolean hasNoBody() {
    return isInterim() || status == 204 || status == 304;
  }

  /** Whether the server keeps the connection open after this answer. */
  boolean keepsAlive() {
    return minorVersion == 1
        && values("connection").stream()
            .noneMatch(v -> v.toLowerCase(Locale.ROOT).contains("close"));
  }
}
