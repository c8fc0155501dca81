package io.github.quotary.domain.page;

import io.github.quotary.status.SafeText;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML. Text and attribute values are escaped: control and formatting characters are shown
 * in hexadecimal, markup characters become references. Only names of elements and attributes are
 * taken as they are. Not thread-safe.
 */
final class Html {
  /** The most that is shown of one text, in UTF-16 units. */
  private static final int MAX_TEXT = 1000;

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element with attributes: name, value, name, value. */
  Html begin(String element, String... attributes) {
    tag(element, attributes);
    open.push(element);
    return this;
  }

  /** Ends the element that was begun last. */
  Html end() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element that has no content. */
  Html empty(String element, String... attributes) {
    tag(element, attributes);
    return this;
  }

  /** An element with a text inside. */
  Html element(String element, String text, String... attributes) {
    return begin(element, attributes).text(text).end();
  }

  Html text(String text) {
    out.append(escape(SafeText.of(text, MAX_TEXT)));
    return this;
  }

  /** A line break in the source, for readability. */
  Html line() {
    out.append('\n');
    return this;
  }

  /** Text that this program has as a resource: the style sheet. */
  Html trusted(String markup) {
    out.append(markup);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void tag(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escape(SafeText.of(attributes[i + 1], MAX_TEXT))).append('"');
    }
    out.append('>');
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
