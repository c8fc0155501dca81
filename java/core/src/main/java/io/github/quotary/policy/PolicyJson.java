package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.quotary.json.JsonProblem;
import io.github.quotary.json.StrictJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** The JSON form of a policy, to and fro; duplicate members are refused. */
final class PolicyJson {
  private static final int MAX_BYTES = 1 << 20;

  private static final int MAX_DEPTH = 64;

  private static final JsonFactory FACTORY = StrictJson.factory(MAX_DEPTH, MAX_BYTES);

  /** The same text on every system, so that its hash can name the policy. */
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

  private PolicyJson() {}

  static QuotePolicy read(byte[] json) {
    if (json.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "A policy has at most " + MAX_BYTES + " bytes, not " + json.length);
    }
    StrictJson.encodingProblem(json)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("The policy is not valid JSON: " + problem);
            });
    try (JsonParser parser = FACTORY.createParser(json)) {
      return new PolicyReader(new PolicyParser(parser)).read();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The policy is not valid JSON"
              + (e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr())
              + ": "
              + JsonProblem.what(e),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("The policy is not valid JSON: " + JsonProblem.of(e), e);
    }
  }

  static String write(Map<Rule, Demand> stated) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(INDENTER));
      json.writeStartObject();
      for (Map.Entry<Rule, Demand> entry : stated.entrySet()) {
        json.writeFieldName(entry.getKey().member());
        entry.getValue().write(json);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
