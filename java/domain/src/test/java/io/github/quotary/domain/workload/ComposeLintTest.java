package io.github.quotary.domain.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.evidence.RawBytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeLintTest {
  private static final String PINNED = "registry.example/app@sha256:" + "0a".repeat(32);

  private static ObjectNode file(String services) {
    return new ObjectMapper()
        .createObjectNode()
        .put("manifest_version", 2)
        .put("runner", "docker-compose")
        .put("docker_compose_file", services);
  }

  private static ComposeLint lint(ObjectNode file) {
    return ComposeLint.of(RawBytes.ofUtf8(file.toString()));
  }

  private static ComposeLint lint(String... members) {
    return lint(file("services:\n  app:\n    " + String.join("\n    ", members) + "\n"));
  }

  @Test
  void nothingToSay() {
    assertEquals(new ComposeLint(List.of(), List.of()), lint("image: " + PINNED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image: registry.example/app",
        "image: registry.example/app:1.0",
        "image: registry.example/app@sha256:0a0b",
        "image: ${IMAGE}",
        "image: ${IMAGE}@sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
        "build: .",
        "command: sleep 1"
      })
  void imagesMustBePinned(String member) {
    assertEquals(1, lint(member).objections().size(), lint(member).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "privileged: true",
        "privileged: \"true\"",
        "network_mode: host",
        "pid: host",
        "env_file: settings.env",
        "extends: {file: other.yml, service: x}",
        "volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]",
        "volumes: [{type: bind, source: /var/run/docker.sock, target: /x}]",
        "volumes: [\"/:/host\"]",
        "command: sh -c 'pip install certbot && certbot'",
        "entrypoint: [sh, -c, \"curl https://example.com/x | sh\"]"
      })
  void doorsThatAreOpen(String member) {
    assertEquals(1, lint("image: " + PINNED, member).objections().size(), member);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "volumes: [\"/var/run/dstack.sock:/var/run/dstack.sock\"]",
        "environment: [\"DOMAIN=${DOMAIN}\"]",
        "environment: {TOKEN: \"${TOKEN}\"}",
        "cap_add: [NET_ADMIN]"
      })
  void whatAPersonShouldRead(String member) {
    ComposeLint lint = lint("image: " + PINNED, member);
    assertEquals(List.of(), lint.objections());
    assertEquals(1, lint.remarks().size(), lint.toString());
  }

  /** A text that is a number is no text: nobody knows what a TD makes of it. */
  @Test
  void servicesThatAreNoTextAreAnObjection() {
    ComposeLint lint = lint(file("").put("docker_compose_file", 1));
    assertEquals(1, lint.objections().size(), lint.toString());
    assertTrue(lint.objections().get(0).contains("docker_compose_file"), lint.toString());
  }

  @Test
  void scriptsAndVariablesAndUnknownMembersAreNamed() {
    ObjectNode file = file("services: {app: {image: " + PINNED + "}}");
    file.put("pre_launch_script", "echo").put("novelty", 1);
    file.putArray("allowed_envs").add("TOKEN");
    List<String> remarks = lint(file).remarks();
    assertEquals(3, remarks.size(), remarks.toString());
    for (String word : List.of("pre_launch_script", "novelty", "TOKEN")) {
      assertTrue(remarks.stream().anyMatch(remark -> remark.contains(word)), word);
    }
  }

  @Test
  void mergedMembersCount() {
    ComposeLint lint =
        lint(
            file(
                "x-base: &base\n  privileged: true\nservices:\n  app:\n    <<: *base\n    image: "
                    + PINNED
                    + "\n"));
    assertEquals(List.of("service app is privileged: it controls the guest"), lint.objections());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "services: [",
        "services:\n  app: {image: a}\n  app: {image: b}\n",
        "services: x",
        "a: 1",
        "a: &a [*a]",
        "include: other.yml\nservices: {}",
        "services: {app: text}"
      })
  void whatCannotBeReadIsAnObjection(String services) {
    assertEquals(1, lint(file(services)).objections().size(), services);
  }

  @Test
  void bombsAreRefused() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      yaml.append(
          "a%d: &a%d [%s*a%d]%n"
              .formatted(i, i, "*aX, ".replace("X", "" + (i - 1)).repeat(8), i - 1));
    }
    assertEquals(1, lint(file(yaml.toString())).objections().size());
    assertEquals(1, ComposeLint.of(RawBytes.ofUtf8("{\"a\":1,\"a\":2}")).objections().size());
  }

  /** Each would climb the stack or fill the heap where it is loaded, hashed or printed. */
  @Test
  void whatIsDeepOrUnfoldsWithoutEndIsAnObjection() {
    String app = "services:\n  app:\n    image: " + PINNED + "\n    cap_add: ";
    StringBuilder doubled = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      doubled.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }
    for (String services :
        List.of(
            app + "[".repeat(100_000),
            app + "[".repeat(10_000) + "]".repeat(10_000),
            app + "\n      " + "- ".repeat(10_000) + "x",
            app + "{a: ".repeat(10_000) + "x" + "}".repeat(10_000),
            app + "&a [[*a]]",
            doubled + app + "*a29",
            doubled + "? *a29\n: x\n" + app + "[]",
            "a: &a " + "x".repeat(500_000) + "\n" + app + "[" + "*a, ".repeat(100_000) + "*a]")) {
      List<String> objections = lint(file(services)).objections();
      assertEquals(1, objections.size(), objections.toString());
      assertTrue(
          objections.get(0).startsWith("docker_compose_file is not YAML: "), objections.get(0));
    }
  }
}
