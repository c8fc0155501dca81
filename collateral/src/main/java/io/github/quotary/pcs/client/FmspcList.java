package io.github.quotary.pcs.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.FmspcEntry;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.json.StrictJson;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Parses the response of {@code /sgx/certification/v4/fmspcs}: an array of objects. */
final class FmspcList {
  private FmspcList() {}

  static List<FmspcEntry> parse(byte[] body) throws Refusal {
    List<FmspcEntry> entries = new ArrayList<>();
    try (JsonParser parser = StrictJson.parser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw malformed("it is not a JSON array");
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        entries.add(entry(parser));
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        throw malformed("an element of the array is not an object");
      }
      if (parser.nextToken() != null) {
        throw malformed("something follows the array");
      }
    } catch (IOException | RuntimeException e) {
      throw malformed("the body is not valid JSON: " + StrictJson.problem(e));
    }
    return List.copyOf(entries);
  }

  private static FmspcEntry entry(JsonParser parser) throws IOException, Refusal {
    String fmspc = "";
    String platform = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && name.equals("fmspc")) {
        fmspc = parser.getText();
      } else if (value == JsonToken.VALUE_STRING && name.equals("platform")) {
        platform = parser.getText();
      }
      parser.skipChildren();
    }
    if (!fmspc.matches("[0-9a-fA-F]{12}")) {
      throw malformed("'" + fmspc + "' is not a valid FMSPC");
    }
    return new FmspcEntry(Measurement.fromHex(fmspc), platform);
  }

  private static Refusal malformed(String detail) {
    return new Refusal(FailureKind.MALFORMED, detail);
  }
}
