package io.github.quotary.ingress.config;

import io.github.quotary.ingress.config.Given.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes the settings from environment variables. An empty variable counts as one that is not set,
 * since compose files make these.
 */
final class EnvironmentSource {
  private static final String DOMAIN = "DOMAIN";

  /** Read by earlier versions of dstack-ingress, or for programs that do not run here. */
  private static final Map<String, String> IGNORED =
      Map.of(
          "CLIENT_MAX_BODY_SIZE", "ignored: bodies are passed on without a look at them",
          "PROXY_READ_TIMEOUT", "ignored since 2.0: TIMEOUT_SERVER says how long to wait",
          "PROXY_SEND_TIMEOUT", "ignored since 2.0: TIMEOUT_SERVER says how long to wait",
          "PROXY_CONNECT_TIMEOUT", "ignored since 2.0: TIMEOUT_CONNECT says how long to wait",
          "PROXY_BUFFER_SIZE", "ignored since 2.0",
          "PROXY_BUFFERS", "ignored since 2.0",
          "PROXY_BUSY_BUFFERS_SIZE", "ignored since 2.0",
          "ACME_CHALLENGE_ALIAS",
              "ignored: DELEGATION_ZONE is its name now; without that, records are written into"
                  + " the zones of the names themselves",
          "LEGO_BIN", "ignored: no other program is run");

  private final Map<String, String> environment;
  private final Given given = Given.nothing();

  private EnvironmentSource(Map<String, String> environment) {
    this.environment = environment;
  }

  static Given read(Map<String, String> environment) {
    return new EnvironmentSource(environment).read();
  }

  private Given read() {
    for (Setting setting : Setting.values()) {
      variable(setting).ifPresent(value -> add(setting, value));
    }
    value(DOMAIN).ifPresent(value -> given.add(Setting.DOMAINS, DOMAIN, value.text()));
    IGNORED.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(entry -> value(entry.getKey()).isPresent())
        .forEach(entry -> given.notes().add(new Note(entry.getKey(), entry.getValue())));
    return given;
  }

  private Optional<Value> variable(Setting setting) {
    return Stream.concat(Stream.of(setting.name()), setting.older().stream())
        .map(this::value)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Value> value(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(text -> !text.isEmpty())
        .map(text -> new Value(variable, text));
  }

  private void add(Setting setting, Value value) {
    if (setting == Setting.DOMAINS) {
      names(value.text()).forEach(name -> given.add(setting, value.where(), name));
    } else if (setting == Setting.ALPN) {
      // Empty items stay, so that they are refused.
      List.of(value.text().split(",", -1)).forEach(item -> given.add(setting, value.where(), item));
    } else if (setting == Setting.REPLACE_RECORDS) {
      items(value.text(), "\n").forEach(item -> given.add(setting, value.where(), item));
    } else if (setting.form() instanceof Form.Texts) {
      items(value.text(), ",").forEach(item -> given.add(setting, value.where(), item));
    } else if (setting.form() instanceof Form.Routes) {
      routes(value);
    } else if (setting.form() instanceof Form.Flag) {
      flag(setting, value);
    } else {
      given.add(setting, value.where(), word(setting, value.text()));
    }
  }

  /** One name a line if there is a line end, else names between commas. */
  private static List<String> names(String text) {
    return items(text, text.contains("\n") ? "\n" : ",").stream()
        .filter(name -> !name.startsWith("#"))
        .toList();
  }

  private void routes(Value value) {
    for (String entry : items(value.text(), "[\n,]")) {
      if (entry.startsWith("#")) {
        continue;
      }
      int equal = entry.indexOf('=');
      if (equal < 0) {
        given.problems().add(Checked.problem(Setting.ROUTING_MAP, value.where(), entry));
        continue;
      }
      String name = entry.substring(0, equal).strip();
      String target = entry.substring(equal + 1).strip();
      if (name.isEmpty() || target.isEmpty()) {
        String half = name.isEmpty() ? "a target without a name" : "a name without a target";
        given.notes().add(new Note(value.where(), "ignored " + half));
        continue;
      }
      given.add(Setting.ROUTING_MAP, value.where(), name);
      given.add(Setting.ROUTING_MAP, value.where(), target);
    }
  }

  private void flag(Setting setting, Value value) {
    String text =
        setting == Setting.NAMECHEAP_SANDBOX && value.text().equalsIgnoreCase("true")
            ? "true"
            : value.text();
    boolean isPlain = setting.form().admits(text);
    if (!isPlain) {
      given.notes().add(new Note(value.where(), "counts as false: only 'true' is a yes"));
    }
    given.add(setting, value.where(), isPlain ? text : "false");
  }

  /** The provider's name may be written in any letter case. */
  private static String word(Setting setting, String text) {
    return setting == Setting.DNS_PROVIDER ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static List<String> items(String text, String separator) {
    List<String> items = new ArrayList<>();
    for (String item : text.split(separator, -1)) {
      String stripped = item.strip();
      if (!stripped.isEmpty()) {
        items.add(stripped);
      }
    }
    return items;
  }
}
