package io.github.quotary.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is written from the code, and renewed with {@code -Dquotary.golden=write}. */
final class Golden {
  private Golden() {}

  /** A whole page. */
  static void page(Path file, String text) throws IOException {
    if ("write".equals(System.getProperty("quotary.golden"))) {
      Files.writeString(file, text);
    }
    assertEquals(
        text, Files.exists(file) ? Files.readString(file) : "", "-Dquotary.golden=write renews it");
  }

  /** The part of a page between the comments {@code begin NAME} and {@code end NAME}. */
  static void part(Path file, String name, String text) throws IOException {
    String page = Files.readString(file);
    String begin = "<!-- begin " + name + " -->\n";
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf("<!-- end " + name + " -->");
    page(file, page.substring(0, from) + text + page.substring(to));
  }
}
