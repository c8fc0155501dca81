package io.github.quotary.domain.workload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the services of a Docker Compose file (YAML 1.2) for what they leave open. */
final class ServicesLint {
  private static final Pattern PINNED = Pattern.compile("[^$\\s]+@sha256:[0-9a-f]{64}");
  private static final Pattern FETCH =
      Pattern.compile(
          "(?i)\\b(curl|wget|git clone|pip3? install|npm install|apt-get install|apk add)\\b");

  private final String name;
  private final Map<?, ?> service;
  private final List<String> objections;
  private final List<String> remarks;

  private ServicesLint(
      String name, Map<?, ?> service, List<String> objections, List<String> remarks) {
    this.name = name;
    this.service = service;
    this.objections = objections;
    this.remarks = remarks;
  }

  static void read(String yaml, List<String> objections, List<String> remarks) {
    Object root;
    try {
      root = BoundedYaml.read(yaml);
    } catch (YamlEngineException e) {
      objections.add("docker_compose_file is not YAML: " + firstLine(e));
      return;
    }
    if (!(root instanceof Map<?, ?> file)
        || !(file.get("services") instanceof Map<?, ?> services)) {
      objections.add("docker_compose_file has no services");
      return;
    }
    for (String section : List.of("include", "extends")) {
      if (file.containsKey(section)) {
        objections.add(section + " includes another file, which the hash does not cover");
      }
    }
    services.forEach(
        (name, service) -> {
          if (service instanceof Map<?, ?> members) {
            new ServicesLint("service " + name, merged(members), objections, remarks).read();
          } else {
            objections.add("service " + name + " is not a mapping");
          }
        });
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** A mapping with what it merges in by {@code <<}; its own members win. */
  private static Map<?, ?> merged(Map<?, ?> members) {
    Object base = members.get("<<");
    if (base == null) {
      return members;
    }
    Map<@Nullable Object, @Nullable Object> all = new LinkedHashMap<>();
    for (Object one : base instanceof Collection<?> list ? list : List.of(base)) {
      if (one instanceof Map<?, ?> map) {
        map.forEach(all::putIfAbsent);
      }
    }
    all.putAll(members);
    return all;
  }

  private void read() {
    checkImage();
    if (isTrue("privileged")) {
      objections.add(name + " is privileged: it controls the guest");
    }
    for (String member : List.of("network_mode", "pid", "ipc", "userns_mode")) {
      if ("host".equals(service.get(member))) {
        objections.add(name + " shares the guest's " + member.replace("_mode", ""));
      }
    }
    for (String member : List.of("cap_add", "devices", "security_opt")) {
      if (service.containsKey(member)) {
        remarks.add(name + " has " + member + " " + service.get(member));
      }
    }
    for (String member : List.of("env_file", "extends")) {
      if (service.containsKey(member)) {
        objections.add(name + " has " + member + ", a file that the hash does not cover");
      }
    }
    checkVolumes();
    checkEnvironment();
    checkCommands();
  }

  private boolean isTrue(String member) {
    return Boolean.TRUE.equals(service.get(member)) || "true".equals(service.get(member));
  }

  private void checkImage() {
    if (service.containsKey("build")) {
      objections.add(name + " is built in the guest from whatever it fetches at that time");
    }
    Object image = service.get("image");
    if (image == null) {
      if (!service.containsKey("build")) {
        objections.add(name + " has no image");
      }
    } else if (!PINNED.matcher(String.valueOf(image)).matches()) {
      objections.add(name + " has image " + image + ", which is not pinned by digest");
    }
  }

  private void checkVolumes() {
    for (String source : sources(service.get("volumes"))) {
      if (source.endsWith("docker.sock") || source.endsWith("containerd.sock")) {
        objections.add(name + " mounts " + source + ": it can run any other container");
      } else if (source.equals("/")
          || source.equals("/etc")
          || source.equals("/dev")
          || source.equals("/proc")
          || source.equals("/sys")) {
        objections.add(name + " mounts the guest's " + source);
      } else if (source.endsWith("dstack.sock") || source.endsWith("tappd.sock")) {
        remarks.add(name + " mounts " + source + ": it can get quotes with any report data");
      } else if (source.endsWith(".sock")) {
        remarks.add(name + " mounts " + source);
      }
    }
  }

  /** Sources of volumes in their short form {@code source:target} or their long form. */
  private static List<String> sources(@Nullable Object volumes) {
    List<String> sources = new ArrayList<>();
    if (volumes instanceof Collection<?> list) {
      for (Object volume : list) {
        if (volume instanceof Map<?, ?> members) {
          sources.add(String.valueOf(members.get("source")));
        } else {
          sources.add(String.valueOf(volume).split(":", 2)[0]);
        }
      }
    }
    return sources;
  }

  private void checkEnvironment() {
    Object environment = service.get("environment");
    Collection<?> values =
        environment instanceof Map<?, ?> map
            ? map.entrySet()
            : environment instanceof Collection<?> list ? list : List.of();
    List<String> open =
        values.stream().map(String::valueOf).filter(text -> text.contains("${")).toList();
    if (!open.isEmpty()) {
      remarks.add(name + " takes values from outside the compose file: " + String.join(", ", open));
    }
  }

  private void checkCommands() {
    for (String member : List.of("command", "entrypoint")) {
      String text = String.valueOf(service.get(member));
      if (FETCH.matcher(text).find()) {
        objections.add(name + " fetches code when it starts: its " + member + " installs or loads");
      }
    }
  }
}
