package io.github.quotary.evidence.collateral;

import io.github.quotary.evidence.text.BytesText;
import io.github.quotary.json.StrictJson;
import io.github.quotary.status.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what an input is that is not collateral. */
final class OtherInput {
  private static final String NOT = ", not collateral";
  private static final int MAX_NAMES = 12;
  private static final int MAX_NAME = 40;
  private static final int MIN_QUOTE = 1020;
  private static final int PROBED = 4096;

  private OtherInput() {}

  static String describe(byte[] bytes) {
    if (bytes.length == 0) {
      return "it is empty";
    }
    if (isQuote(bytes)) {
      return "this is a quote" + NOT;
    }
    Optional<String> encoding = StrictJson.encodingProblem(bytes);
    if (encoding.isPresent()) {
      boolean text = encoding.get().contains("UTF-16") && looksLikeText(bytes);
      return text
          ? "Not a collateral object: " + encoding.get()
          : "this is not text" + NOT + " in JSON";
    }
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    if (BytesText.decode(text).filter(OtherInput::isQuote).isPresent()) {
      return "this is a quote" + NOT;
    }
    String start = text.substring(0, Math.min(text.length(), PROBED)).toLowerCase(Locale.ROOT);
    if (start.contains("<html") || start.startsWith("<!doctype")) {
      return "this is an HTML page" + NOT + "; a proxy or a login page may have answered";
    }
    if (start.startsWith("<")) {
      return "this is XML" + NOT;
    }
    if (start.startsWith("-----begin")) {
      return "this is PEM" + NOT + ", which has TCB info, QE identity and revocation lists as well";
    }
    return "Not a collateral object: it is not JSON";
  }

  /** Every second byte of UTF-16 in English is zero. */
  private static boolean looksLikeText(byte[] bytes) {
    int zeros = 0;
    int length = Math.min(bytes.length, PROBED);
    for (int i = 0; i < length; i++) {
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    return zeros * 3 > length;
  }

  private static boolean isQuote(byte[] bytes) {
    return bytes.length >= MIN_QUOTE
        && bytes[0] >= 3
        && bytes[0] <= 5
        && bytes[1] == 0
        && (bytes[4] == 0 || (bytes[4] & 0xff) == 0x81)
        && bytes[5] == 0
        && bytes[6] == 0
        && bytes[7] == 0;
  }

  static String describe(Node root) {
    if (root instanceof Node.Bytes bytes) {
      return isQuote(bytes.bytes())
          ? "this is a quote" + NOT
          : "Not a collateral object: it is an array of bytes";
    }
    if (root instanceof Node.Obj object) {
      String names =
          object.members().keySet().stream()
              .limit(MAX_NAMES)
              .map(name -> SafeText.of(name, MAX_NAME))
              .collect(Collectors.joining(", "));
      String more = object.members().size() > MAX_NAMES ? ", ..." : "";
      String members =
          names.isEmpty() ? "JSON without members" : "JSON with members " + names + more;
      if (object.members().containsKey("quote")) {
        return "this is JSON with a quote" + NOT + " (" + members + ")";
      }
      return "Not a collateral object: it is "
          + members
          + "; none holds collateral, it has no "
          + Member.required().map(Member::usual).collect(Collectors.joining(" and no "));
    }
    return "Not a collateral object: it is " + root.kind() + " without collateral";
  }
}
