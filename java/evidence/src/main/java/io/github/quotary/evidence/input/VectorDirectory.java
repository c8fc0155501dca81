package io.github.quotary.evidence.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.evidence.text.JsonText;
import io.github.quotary.evidence.text.JsonTextException;
import io.github.quotary.policy.QuotePolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A test vector: a directory with a quote that states its own root ({@code root.pem}; absent:
 * Intel's), and in {@code case.json} its own time of verification ({@code at}) and policy ({@code
 * policy}). Only for those who say that it is one.
 *
 * @param directory the directory
 */
public record VectorDirectory(QuoteDirectory directory) {
  /** The test vector in a directory. */
  public static VectorDirectory at(Path path) {
    return new VectorDirectory(new QuoteDirectory(path));
  }

  /** The trust anchor's file, if there is one. */
  public Optional<Path> trustAnchor() {
    return directory.file("root.pem");
  }

  /** The time of verification, if the case states it. */
  public Optional<Instant> at() {
    return member("at").filter(JsonNode::isValueNode).map(node -> Instants.parse(node.asText()));
  }

  /**
   * The policy, if the case states it.
   *
   * @throws InvalidPolicyException if it is not a valid policy
   */
  public Optional<QuotePolicy> policy() {
    return member("policy")
        .filter(node -> !node.isMissingNode())
        .map(
            node -> {
              try {
                return QuotePolicy.fromJson(node.toString().getBytes(StandardCharsets.UTF_8));
              } catch (IllegalArgumentException e) {
                throw new InvalidPolicyException(
                    directory.path().resolve("case.json") + ": " + e.getMessage());
              }
            });
  }

  private static JsonNode tree(Path file) {
    try {
      return JsonText.tree(BoundedFiles.read(file));
    } catch (JsonTextException e) {
      throw new InputException(file + ": " + e.problem());
    }
  }

  private Optional<JsonNode> member(String name) {
    return directory.file("case.json").map(VectorDirectory::tree).map(node -> node.path(name));
  }
}
