package io.github.quotary.docs;

import java.util.Optional;

/**
 * A fenced block of a page.
 *
 * @param line where its text begins, from 1
 * @param file what the line above names it, {@code `policy.json`:}
 * @param notRun why the tests do not run it, as the line above says
 */
record Block(
    Page page,
    int line,
    String language,
    String text,
    Optional<String> file,
    Optional<String> notRun) {

  boolean is(String other) {
    return language.equals(other);
  }

  /** Where it is, for messages. */
  String place() {
    return page.name() + ":" + line;
  }
}
