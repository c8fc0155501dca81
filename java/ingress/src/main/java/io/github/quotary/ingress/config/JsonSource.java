package io.github.quotary.ingress.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.quotary.json.StrictJson;
import io.github.quotary.status.SafeText;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the settings from a JSON file. */
final class JsonSource {
  /** Largest file, in bytes. */
  static final int MAX_SIZE = 1 << 20;

  private static final int MAX_SHOWN = 80;
  private static final int MAX_DEPTH = 16;

  /** Not the pointer of any member. */
  private static final String ROOT = "/";

  /** Members for people and editors. */
  private static final Set<String> REMARKS = Set.of("/$schema", "/description");

  private static final ObjectMapper JSON =
      JsonMapper.builder(StrictJson.factory(MAX_DEPTH, MAX_SIZE))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Given given = Given.nothing();

  private JsonSource() {}

  static Given read(byte[] file) {
    return new JsonSource().readFile(file);
  }

  private Given readFile(byte[] file) {
    if (file.length > MAX_SIZE) {
      return broken("the file has " + file.length + " bytes; at most " + MAX_SIZE + " are read");
    }
    Optional<String> encoding = StrictJson.encodingProblem(file);
    if (encoding.isPresent()) {
      return broken("the file is not JSON in UTF-8: " + encoding.get());
    }
    try {
      JsonNode root = JSON.readTree(file);
      if (root == null || !root.isObject()) {
        return broken("the file must be a JSON object");
      }
      group("", root);
      return given;
    } catch (JsonProcessingException e) {
      // The parser's own words could quote a secret.
      return broken(
          "the file is not JSON, near line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + "; a member that appears twice counts as an error, too");
    } catch (IOException e) {
      return broken("the file is not JSON in UTF-8");
    }
  }

  /** Whether a problem is about the file as a whole. */
  static boolean isWholeFile(Problem problem) {
    return problem.where().equals(ROOT);
  }

  private Given broken(String why) {
    given.problems().add(new Problem(ROOT, Optional.empty(), why));
    return given;
  }

  private void group(String pointer, JsonNode object) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String at = pointer + "/" + escaped(member.getKey());
      Optional<Setting> setting =
          Arrays.stream(Setting.values()).filter(known -> known.pointer().equals(at)).findFirst();
      boolean isGroup =
          Arrays.stream(Setting.values()).anyMatch(known -> known.pointer().startsWith(at + "/"));
      if (setting.isPresent()) {
        setting(setting.get(), at, member.getValue());
      } else if (isGroup) {
        groupOrProblem(at, member.getValue());
      } else if (!REMARKS.contains(at)) {
        given.problems().add(new Problem(at, Optional.empty(), "no setting has this name"));
      } else if (!member.getValue().isTextual()) {
        given.problems().add(new Problem(at, Optional.empty(), "must be a text"));
      }
    }
  }

  private void groupOrProblem(String at, JsonNode value) {
    if (value.isObject()) {
      group(at, value);
    } else {
      given.problems().add(new Problem(at, Optional.empty(), "must be an object"));
    }
  }

  private void setting(Setting setting, String at, JsonNode value) {
    if (setting.form() instanceof Form.Texts texts) {
      items(setting, at, value, texts.maxItems());
    } else if (setting.form() instanceof Form.Routes routes) {
      routes(at, value, routes.maxItems());
    } else if (setting.form() instanceof Form.Whole) {
      scalar(setting, at, value, value.isIntegralNumber(), "must be a number");
    } else if (setting.form() instanceof Form.Flag) {
      scalar(setting, at, value, value.isBoolean(), setting.form().words());
    } else {
      scalar(setting, at, value, value.isTextual(), "must be a text");
    }
  }

  private void scalar(Setting setting, String at, JsonNode value, boolean fits, String otherwise) {
    if (!fits) {
      given.problems().add(new Problem(at, Optional.empty(), otherwise));
    } else if (value.asText().isEmpty()) {
      given
          .problems()
          .add(new Problem(at, Optional.of(""), "must not be empty; leave the member out instead"));
    } else {
      given.add(setting, at, value.asText());
    }
  }

  private void items(Setting setting, String at, JsonNode value, int max) {
    if (!isList(at, value, max)) {
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      scalar(setting, at + "/" + i, value.get(i), value.get(i).isTextual(), "must be a text");
    }
  }

  private void routes(String at, JsonNode value, int max) {
    if (!isList(at, value, max)) {
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      JsonNode name = value.get(i).path("name");
      JsonNode target = value.get(i).path("target");
      if (!name.isTextual()
          || !target.isTextual()
          || name.asText().isEmpty()
          || target.asText().isEmpty()
          || value.get(i).size() != 2) {
        given
            .problems()
            .add(
                new Problem(
                    at + "/" + i,
                    Optional.empty(),
                    "must be an object with the texts 'name' and 'target' alone"));
        continue;
      }
      given.add(Setting.ROUTING_MAP, at + "/" + i + "/name", name.asText());
      given.add(Setting.ROUTING_MAP, at + "/" + i + "/target", target.asText());
    }
  }

  private boolean isList(String at, JsonNode value, int max) {
    if (!value.isArray() || value.isEmpty() || value.size() > max) {
      given
          .problems()
          .add(new Problem(at, Optional.empty(), "must be an array of 1 to " + max + " items"));
      return false;
    }
    return true;
  }

  /** A member's name as a part of a pointer (RFC 6901), fit to be shown. */
  private static String escaped(String name) {
    return SafeText.of(name.replace("~", "~0").replace("/", "~1"), MAX_SHOWN);
  }
}
