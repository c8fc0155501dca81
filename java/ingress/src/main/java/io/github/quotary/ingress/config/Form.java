package io.github.quotary.ingress.config;

import java.util.List;
import java.util.regex.Pattern;

/** What a setting may look like, in the environment as in JSON. */
sealed interface Form {
  /** What is allowed, as the end of a sentence that begins with the setting's name. */
  String words();

  /** Whether a single value, as text, is allowed. */
  boolean admits(String text);

  /**
   * A text.
   *
   * @param pattern of the whole text
   * @param maxLength in characters
   */
  record Text(Pattern pattern, int maxLength, String words) implements Form {
    static Text of(String pattern, int maxLength, String words) {
      return new Text(Pattern.compile(pattern), maxLength, words);
    }

    @Override
    public boolean admits(String text) {
      return text.length() <= maxLength && pattern.matcher(text).matches();
    }
  }

  /** A whole number. */
  record Whole(int min, int max, String unit) implements Form {
    @Override
    public String words() {
      return "must be a whole number " + unit + ", " + min + " to " + max;
    }

    @Override
    public boolean admits(String text) {
      if (!text.matches("[0-9]{1,10}")) {
        return false;
      }
      long number = Long.parseLong(text);
      return number >= min && number <= max;
    }
  }

  /** One of some words. */
  record Word(List<String> allowed) implements Form {
    static Word of(String... allowed) {
      return new Word(List.of(allowed));
    }

    @Override
    public String words() {
      return "must be one of " + String.join(", ", allowed);
    }

    @Override
    public boolean admits(String text) {
      return allowed.contains(text);
    }
  }

  /** Yes or no. In the environment only {@code true} is yes. */
  record Flag() implements Form {
    @Override
    public String words() {
      return "must be true or false";
    }

    @Override
    public boolean admits(String text) {
      return text.equals("true") || text.equals("false");
    }
  }

  /** A list of texts without end or order of its own. */
  record Texts(Text each, int maxItems) implements Form {
    @Override
    public String words() {
      return each.words();
    }

    @Override
    public boolean admits(String text) {
      return each.admits(text);
    }
  }

  /** A list of names, each with a target. */
  record Routes(Text name, Text target, int maxItems) implements Form {
    @Override
    public String words() {
      return "must be entries 'name=host:port', separated by line ends or commas";
    }

    @Override
    public boolean admits(String text) {
      return name.admits(text);
    }
  }
}
