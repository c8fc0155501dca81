package io.github.quotary.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a stranger writes: nothing of it acts, and nothing of it is lost. */
class SafeTextPropertyTest {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u\\{([0-9a-f]{1,6})}");

  /** Any UTF-16 units, and often those that matter: escapes in spelling, surrogates, bidi. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any = Arbitraries.chars().all().map(String::valueOf);
    Arbitrary<String> hostile =
        Arbitraries.of(
            "\\",
            "\\u{",
            "\\u{5c}",
            "u{202e}",
            "{",
            "}",
            "\u202e",
            "\u2066",
            "\n",
            "\r",
            "\u001b",
            "\0",
            "\u0085",
            "\u2028",
            "\u200b",
            "\ud83d",
            "\ude00",
            "\ud83d\ude00",
            "\ue000");
    return Arbitraries.oneOf(any, hostile)
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 3000)
  void nothingOfItActs(@ForAll("texts") String text) {
    assertIsHarmless(SafeText.of(text));
  }

  private static void assertIsHarmless(String safe) {
    safe.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              assertTrue(
                  type != Character.CONTROL
                      && type != Character.FORMAT
                      && type != Character.SURROGATE
                      && type != Character.LINE_SEPARATOR
                      && type != Character.PARAGRAPH_SEPARATOR,
                  () -> "U+" + Integer.toHexString(c) + " in the output");
            });
    assertEquals("", ESCAPE.matcher(safe).replaceAll("").replaceAll("[^\\\\]", ""), safe);
  }

  /** There is a way back, so two different texts never become the same. */
  @Property(tries = 3000)
  void nothingOfItIsLost(@ForAll("texts") String text) {
    assertEquals(text, unescaped(SafeText.of(text)));
  }

  private static String unescaped(String safe) {
    StringBuilder text = new StringBuilder();
    Matcher escape = ESCAPE.matcher(safe);
    int at = 0;
    while (escape.find()) {
      text.append(safe, at, escape.start());
      text.appendCodePoint(Integer.parseInt(escape.group(1), 16));
      at = escape.end();
    }
    return text.append(safe.substring(at)).toString();
  }

  @Property(tries = 3000)
  void aCutTextIsTheBeginningAndAsHarmless(@ForAll("texts") String text) {
    String whole = SafeText.of(text);
    String cut = SafeText.of(text, 60);
    assertTrue(cut.length() <= 60, cut);
    assertIsHarmless(cut);
    if (whole.length() <= 60) {
      assertEquals(whole, cut);
    } else {
      String tail = "... (" + text.length() + " characters)";
      assertTrue(cut.endsWith(tail), cut);
      assertTrue(whole.startsWith(cut.substring(0, cut.length() - tail.length())), cut);
    }
  }
}
