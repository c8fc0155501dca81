package io.github.quotary.domain.ct;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what services that find logged certificates answer, recognised by its shape: one array of
 * crt.sh ({@code ?q=NAME&output=json}), or the pages of Cert Spotter's API v1 ({@code
 * /v1/issuances?domain=NAME}) one after the other.
 */
public final class CtSearchAnswer {
  /** The longest answer, all its pages included, in bytes. */
  public static final int MAX_BYTES = 64 << 20;

  private static final int MAX_MEMBERS = 8;

  private CtSearchAnswer() {}

  /**
   * What an answer says; anything that is not a whole answer, an error page for example, leaves a
   * gap and never counts as "no certificates".
   */
  public static CtAnswer read(byte[] answer) {
    List<JsonNode> pages;
    try {
      pages = pages(answer);
    } catch (NotAnAnswerException e) {
      return CtAnswer.unavailable(e.why());
    }
    if (isCertSpotter(pages)) {
      return CertSpotter.read(pages);
    }
    return pages.size() == 1
        ? CrtSh.read(pages.get(0))
        : CtAnswer.unavailable("the answer has something after its array");
  }

  /** Whether it can be read as an answer at all, whole or not. */
  public static boolean isReadable(byte[] answer) {
    try {
      return !pages(answer).isEmpty();
    } catch (NotAnAnswerException e) {
      return false;
    }
  }

  /**
   * Numbers of the certificates that an answer names without containing them, that are for some
   * names and have not expired, in the answer's order; a precertificate is not requested in
   * addition to its certificate.
   *
   * @param hosts names, in lower case; {@code *.example.com} stands for every name one label below
   * @param limit the maximum number
   */
  public static List<Long> ids(byte[] answer, List<String> hosts, Instant at, int limit) {
    try {
      List<JsonNode> pages = pages(answer);
      return isCertSpotter(pages) ? List.of() : CrtSh.ids(pages.get(0), hosts, at, limit);
    } catch (NotAnAnswerException e) {
      return List.of();
    }
  }

  /**
   * Where the next page of Cert Spotter's begins: the id of a page's last issuance.
   *
   * @return empty if the page has none: it is the last, or not a page
   */
  public static Optional<String> nextAfter(byte[] page) {
    try {
      List<JsonNode> pages = pages(page);
      return pages.size() == 1 ? CertSpotter.last(pages.get(0)) : Optional.empty();
    } catch (NotAnAnswerException e) {
      return Optional.empty();
    }
  }

  private static boolean isCertSpotter(List<JsonNode> pages) {
    return pages.size() > 1 || pages.get(0).path(0).has("tbs_sha256");
  }

  private static List<JsonNode> pages(byte[] answer) throws NotAnAnswerException {
    if (answer.length > MAX_BYTES) {
      throw new NotAnAnswerException("the answer is larger than 64 MiB");
    }
    requireNoPage(answer);
    List<JsonNode> pages = new ArrayList<>();
    try {
      for (JsonNode page : StrictJson.values(answer)) {
        pages.add(requireArray(page));
      }
    } catch (MalformedException e) {
      throw new NotAnAnswerException("the answer cannot be read: " + e.problem());
    }
    if (pages.isEmpty()) {
      throw new NotAnAnswerException("the answer is empty");
    }
    return pages;
  }

  private static void requireNoPage(byte[] answer) throws NotAnAnswerException {
    String head =
        new String(answer, 0, Math.min(answer.length, 256), StandardCharsets.ISO_8859_1)
            .replace("\u00ef\u00bb\u00bf", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    if (head.startsWith("<")) {
      throw new NotAnAnswerException("the answer is HTML, not JSON");
    }
  }

  private static JsonNode requireArray(JsonNode page) throws NotAnAnswerException {
    if (page.isObject()) {
      List<String> members = new ArrayList<>();
      page.fieldNames().forEachRemaining(members::add);
      String first = String.join(", ", members.subList(0, Math.min(MAX_MEMBERS, members.size())));
      throw new NotAnAnswerException(
          "the answer is a JSON object with the members " + first + ", not an array");
    }
    if (!page.isArray()) {
      throw new NotAnAnswerException("the answer is not a JSON array");
    }
    return page;
  }

  /** Bytes that say nothing about certificates. */
  private static final class NotAnAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    NotAnAnswerException(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }
}
