package io.github.quotary.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** One of the JSON Schemas that come with the command. */
final class Schema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonSchema schema;
  private final JsonNode document;

  private Schema(JsonNode document) {
    this.document = document;
    schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                document, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  static Schema named(String name) {
    try (InputStream in = Main.class.getResourceAsStream(name)) {
      return new Schema(JSON.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode document() {
    return document;
  }

  /** What the schema objects to. */
  List<String> objections(JsonNode json) {
    return schema.validate(json).stream().map(ValidationMessage::toString).toList();
  }

  List<String> objections(String json) {
    try {
      return objections(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
