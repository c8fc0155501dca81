package io.github.quotary.pcs.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.quotary.json.JsonProblem;
import java.io.IOException;
import java.util.Optional;

/** Parsers and writers of JSON in this module. */
public final class StrictJson {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 64 << 20;

  /** Thread-safe. Parsers of bytes come from {@link #parser}. */
  public static final JsonFactory FACTORY =
      io.github.quotary.json.StrictJson.factory(MAX_DEPTH, MAX_TEXT);

  private StrictJson() {}

  /**
   * A parser of JSON in UTF-8.
   *
   * @throws IOException if these bytes are in another encoding
   */
  public static JsonParser parser(byte[] json) throws IOException {
    Optional<String> problem = io.github.quotary.json.StrictJson.encodingProblem(json);
    if (problem.isPresent()) {
      throw new EncodingException(problem.get());
    }
    return FACTORY.createParser(json);
  }

  /** Indents by two spaces, with a line feed on every platform. */
  public static DefaultPrettyPrinter prettyPrinter() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
  }

  /** What is wrong with JSON that could not be read. One line. */
  public static String problem(Exception e) {
    return e instanceof EncodingException ? String.valueOf(e.getMessage()) : JsonProblem.of(e);
  }

  private static final class EncodingException extends IOException {
    private static final long serialVersionUID = 1L;

    EncodingException(String problem) {
      super(problem);
    }
  }
}
