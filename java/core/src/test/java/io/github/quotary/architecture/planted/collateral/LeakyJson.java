package io.github.quotary.architecture.planted.collateral;

import static io.github.quotary.architecture.HouseRule.KEEPS_JACKSON_INSIDE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.Versioned;
import io.github.quotary.architecture.Breaks;
import java.util.List;
import java.util.Map;

/** Jackson where callers see it. */
@Breaks(KEEPS_JACKSON_INSIDE)
public abstract class LeakyJson implements Versioned {
  @Breaks(KEEPS_JACKSON_INSIDE)
  protected JsonFactory factory = new JsonFactory();

  private final JsonFactory hidden = new JsonFactory();

  /** Takes a parser. */
  @Breaks(KEEPS_JACKSON_INSIDE)
  protected LeakyJson(JsonParser parser) {}

  LeakyJson(JsonFactory factory) {}

  /** Returns a parser. */
  @Breaks(KEEPS_JACKSON_INSIDE)
  public abstract JsonParser parser();

  /** Throws what Jackson throws. */
  @Breaks(KEEPS_JACKSON_INSIDE)
  public abstract void parse() throws JsonProcessingException;

  /** Hides it in an argument of a type. */
  @Breaks(KEEPS_JACKSON_INSIDE)
  public abstract Map<String, List<JsonToken[]>> tokens();

  /** Hides it in a bound. */
  @Breaks(KEEPS_JACKSON_INSIDE)
  public abstract <T extends Versioned> List<T> bounded();

  /** Is fine. */
  public String name() {
    return hidden.getFormatName();
  }

  abstract JsonParser inside();

  /** Not seen by callers, which is fine. */
  static final class Inside {
    public JsonParser parser() {
      throw new IllegalStateException();
    }
  }
}
