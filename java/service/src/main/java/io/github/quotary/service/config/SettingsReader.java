package io.github.quotary.service.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.quotary.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the settings from JSON, strictly. Its schema is the resource {@code settings.schema.json}.
 * Stateless.
 */
public final class SettingsReader {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_TEXT = 4096;
  private static final Pattern DNS_NAME = Pattern.compile("\\.?[a-z0-9_-]+(\\.[a-z0-9_-]+)++");
  private static final int MEGA = 1 << 20;
  private static final int HOUR = 3600;
  private static final JsonMapper JSON =
      JsonMapper.builder(StrictJson.factory(MAX_DEPTH, MAX_TEXT))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SettingsReader() {}

  /** The settings of an empty object. */
  public static Settings defaults() {
    return of(new Members(JSON.createObjectNode(), "", Path.of("")));
  }

  /**
   * Settings.
   *
   * @param folder file names in it are relative to this one
   * @throws SettingsException if it is not JSON, or a setting is not possible
   */
  public static Settings read(byte[] json, Path folder) {
    JsonNode root;
    try {
      StrictJson.encodingProblem(json)
          .ifPresent(
              problem -> {
                throw new SettingsException(problem);
              });
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new SettingsException(
          "not strict JSON: "
              + e.getOriginalMessage()
              + (e.getLocation() == null
                  ? ""
                  : ", line "
                      + e.getLocation().getLineNr()
                      + ", column "
                      + e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new SettingsException("not readable: " + e.getMessage());
    }
    return of(new Members(root, "", folder));
  }

  private static Settings of(Members root) {
    root.text("$schema");
    Map<String, Path> policies = policies(root);
    Optional<String> defaultPolicy = root.text("defaultPolicy");
    defaultPolicy
        .filter(name -> !policies.containsKey(name))
        .ifPresent(
            name -> {
              throw new SettingsException(
                  "defaultPolicy is \"" + name + "\"; policies has " + policies.keySet());
            });
    Settings settings =
        new Settings(
            Optional.empty(),
            listen(root),
            root.flag("allowRemote", false),
            root.optionalObject("tls").map(SettingsReader::tls),
            ApiKeyReader.read(root),
            policies,
            defaultPolicy,
            root.file("earKey"),
            root.flag("earTestRoot", false),
            allow(root.object("allow"), !root.has("earKey")),
            challenges(root.object("challenge")),
            domains(root.object("domains")),
            DropInReader.dstack(root.object("dstack")),
            DropInReader.envoy(root.object("envoy")),
            limits(root.object("limits")),
            root.integer("sharedEvidence", 0, 0, 10_000));
    root.end();
    requireSafe(settings);
    return settings;
  }

  /**
   * Refuses to be reached by other machines without TLS, unless that was said.
   *
   * @throws SettingsException if so
   */
  public static void requireSafe(Settings settings) {
    if (!settings.listen().isLoopback() && settings.tls().isEmpty() && !settings.allowRemote()) {
      throw new SettingsException(
          "listen is "
              + settings.listen()
              + ", which other machines can reach, without TLS; set tls, or allowRemote to true"
              + " where something in front of the service protects it");
    }
  }

  private static Listen listen(Members root) {
    return root.text("listen")
        .map(
            text ->
                Listen.parse(text)
                    .orElseThrow(
                        () ->
                            new SettingsException(
                                "listen is \""
                                    + text
                                    + "\"; an IP address and a port are needed, such as"
                                    + " 127.0.0.1:8080 or [::1]:8080")))
        .orElse(Listen.DEFAULT);
  }

  private static Settings.Tls tls(Members tls) {
    Optional<Path> authorities = tls.file("clientAuthorities");
    String clients = tls.text("clients").orElse(authorities.isPresent() ? "required" : "none");
    boolean isKnown = Set.of("required", "optional", "none").contains(clients);
    if (!isKnown || clients.equals("none") == authorities.isPresent()) {
      throw new SettingsException(
          tls.place("clients")
              + " is \""
              + clients
              + "\"; required or optional is possible with clientAuthorities, none without");
    }
    Settings.Tls read =
        new Settings.Tls(
            tls.requiredFile("certificate"),
            tls.requiredFile("key"),
            authorities,
            clients.equals("required"));
    tls.end();
    return read;
  }

  private static Map<String, Path> policies(Members root) {
    Map<String, Path> policies = new LinkedHashMap<>();
    root.optionalObject("policies")
        .ifPresent(
            object -> {
              for (String name : object.names()) {
                if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
                  throw new SettingsException(
                      object.place(name)
                          + ": the name of a policy has letters, digits, '.', '_' and '-', at most"
                          + " 64");
                }
                policies.put(name, object.requiredFile(name));
              }
            });
    return policies;
  }

  private static Settings.Allow allow(Members allow, boolean policy) {
    Settings.Allow read =
        new Settings.Allow(
            allow.flag("at", false), allow.flag("collateral", false), allow.flag("policy", policy));
    allow.end();
    return read;
  }

  private static Settings.Challenges challenges(Members challenge) {
    String context = challenge.text("context").orElse("quotary/v1");
    if (!context.matches("[!-~]{1,255}")) {
      throw new SettingsException(
          challenge.place("context")
              + " is \""
              + context
              + "\"; 1 to 255 printable ASCII characters without blanks are possible");
    }
    Settings.Challenges read =
        new Settings.Challenges(
            context,
            challenge.seconds("seconds", 300, 1, 24 * HOUR),
            challenge.integer("max", 10_000, 1, 1_000_000));
    challenge.end();
    return read;
  }

  private static Settings.Domains domains(Members domains) {
    List<String> names = new ArrayList<>();
    JsonNode array = domains.take("allow").orElse(null);
    if (array != null && !array.isArray()) {
      throw domains.wrong("allow", array, "an array of names is needed");
    }
    if (array != null) {
      for (JsonNode name : array) {
        if (!name.isTextual() || !DNS_NAME.matcher(name.textValue()).matches()) {
          throw domains.wrong(
              "allow",
              name,
              "a DNS name in lower case is needed, such as app.example.net, or .example.net for"
                  + " all names below it");
        }
        names.add(name.textValue());
      }
    }
    Settings.Domains read =
        new Settings.Domains(
            names, domains.file("policy"), domains.integer("concurrent", 2, 1, 64));
    domains.end();
    return read;
  }

  private static Settings.Limits limits(Members limits) {
    int processors = Runtime.getRuntime().availableProcessors();
    Duration request = limits.seconds("requestSeconds", 30, 1, HOUR);
    Duration collateral = limits.seconds("collateralSeconds", 10, 1, HOUR);
    if (collateral.compareTo(request) >= 0) {
      throw new SettingsException(
          "limits.collateralSeconds is "
              + collateral.toSeconds()
              + "; less than requestSeconds, "
              + request.toSeconds()
              + ", is possible");
    }
    Settings.Limits read =
        new Settings.Limits(
            limits.integer("bodyBytes", MEGA, 1 << 10, 16 * MEGA),
            limits.number("batchBytes", 64L << 30, 1 << 10, 1L << 50),
            limits.integer("headerBytes", 16 << 10, 1 << 10, MEGA),
            limits.integer("connections", 1024, 1, 1_000_000),
            limits.integer("connectionsPerClient", 1024, 1, 1_000_000),
            limits.integer("queue", 1024, 1, 1_000_000),
            limits.integer("together", 64, 1, 1024),
            limits.integer("threads", processors, 1, 1024),
            limits.integer("requestsPerSecond", 0, 0, 1_000_000),
            limits.integer("burst", 200, 1, 1_000_000),
            limits.integer("clients", 100_000, 1, 10_000_000),
            request,
            limits.seconds("idleSeconds", 60, 1, HOUR),
            collateral,
            limits.seconds("drainSeconds", 10, 0, HOUR));
    limits.end();
    return read;
  }
}
