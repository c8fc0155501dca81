package io.github.quotary.domain.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.dstack.ComposeFile;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a compose file leaves open although its hash is pinned: code that it fetches by name, and
 * access that it gives the host. These are objections; remarks are for human review.
 *
 * @param objections what lets others change the code or reach into it
 * @param remarks what runs or is let in by the file's own text
 */
public record ComposeLint(List<String> objections, List<String> remarks) {
  private static final Set<String> SCRIPTS =
      Set.of("pre_launch_script", "init_script", "init_scripts", "bash_script");

  /** Copies the lists. */
  public ComposeLint {
    objections = List.copyOf(objections);
    remarks = List.copyOf(remarks);
  }

  /** Reads an {@code app-compose.json} by its rules. Never throws. */
  public static ComposeLint of(RawBytes appCompose) {
    List<String> objections = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    ComposeFile file = ComposeFile.of(appCompose.toByteArray());
    if (file.problem().isPresent()) {
      objections.add("not strict JSON: " + file.problem().get());
      return new ComposeLint(objections, remarks);
    }
    file.unknownMembers().stream()
        .sorted()
        .forEach(name -> remarks.add("unknown member " + name + "; review what it does"));
    try {
      ObjectNode json = StrictJson.object(appCompose.toByteArray());
      addMembers(json, remarks);
      Optional<String> services = StrictJson.optionalString(json, "docker_compose_file");
      if (services.isPresent()) {
        ServicesLint.read(services.get(), objections, remarks);
      } else {
        remarks.add("no docker_compose_file: its script determines what runs");
      }
    } catch (MalformedException e) {
      objections.add(e.problem());
    }
    return new ComposeLint(objections, remarks);
  }

  private static void addMembers(ObjectNode json, List<String> remarks) {
    SCRIPTS.stream()
        .sorted()
        .filter(name -> !isEmpty(json.path(name)))
        .forEach(name -> remarks.add(name + " runs alongside the services"));
    JsonNode environment = json.path("allowed_envs");
    if (!isEmpty(environment)) {
      remarks.add("the values of these variables are not measured: " + environment);
    }
    if (json.path("public_logs").asBoolean()) {
      remarks.add("public_logs makes the services' output public");
    }
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.textValue().isBlank())
        || (value.isContainerNode() && value.isEmpty());
  }
}
