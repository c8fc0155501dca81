package io.github.quotary.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.quotary.status.SafeText;
import java.io.CharConversionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with JSON, in words of this project: a parser's own name its classes and options.
 */
public final class JsonProblem {
  private static final int MAX_SHOWN = 80;

  private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'.*");
  private static final Pattern UNEXPECTED =
      Pattern.compile("(?:Unexpected|Illegal) (?:unquoted )?character.*?code (\\d+)\\).*");
  private static final Pattern UNKNOWN_WORD = Pattern.compile("Unrecognized token '(.*?)'.*");

  private JsonProblem() {}

  /** What is wrong, with line and column where they are known. One line. */
  public static String of(Exception failure) {
    JsonLocation at = failure instanceof JsonProcessingException json ? json.getLocation() : null;
    return at == null || at.getLineNr() < 1
        ? what(failure)
        : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + what(failure);
  }

  /** What is wrong, without its place. One line. */
  public static String what(Exception failure) {
    if (failure instanceof JsonEOFException) {
      return "it ends too early";
    }
    if (failure instanceof CharConversionException) {
      return "it is not UTF-8";
    }
    String words =
        failure instanceof JsonProcessingException json
            ? String.valueOf(json.getOriginalMessage()).lines().findFirst().orElse("")
            : "";
    if (failure instanceof StreamConstraintsException) {
      return words.contains("depth")
          ? "its arrays and objects are nested too deep"
          : "a name, number or text in it is too long";
    }
    return translated(words);
  }

  private static String translated(String words) {
    Matcher duplicate = DUPLICATE.matcher(words);
    if (duplicate.matches()) {
      return "member " + SafeText.of(duplicate.group(1), MAX_SHOWN) + " appears twice; remove one";
    }
    Matcher unexpected = UNEXPECTED.matcher(words);
    if (unexpected.matches()) {
      int code = Integer.parseInt(unexpected.group(1));
      return code > ' ' && code <= '~'
          ? "unexpected character " + (char) code
          : "unexpected character with code " + code;
    }
    Matcher word = UNKNOWN_WORD.matcher(words);
    if (word.matches()) {
      return SafeText.of(word.group(1), MAX_SHOWN) + " is neither a number nor a text in quotes";
    }
    if (words.startsWith("Trailing token")) {
      return "something follows the JSON value; remove it";
    }
    if (words.startsWith("Invalid UTF-8")) {
      return "it is not UTF-8";
    }
    return words.startsWith("Unexpected end") || words.startsWith("No content")
        ? "it ends too early"
        : "the syntax is not JSON's";
  }
}
