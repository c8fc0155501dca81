package io.github.quotary.cli.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.watch.WatchRules;
import io.github.quotary.domain.watch.WebhookSecret;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.text.JsonText;
import io.github.quotary.evidence.text.JsonTextException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names to watch, from a file; its schema is {@code watch.schema.json}. Names of files are
 * relative to the file's folder.
 *
 * @param names what to watch
 * @param interval from the beginning of one round to that of the next
 * @param state folder of the state
 * @param rules when to alert
 * @param hook where to send alerts in addition to standard output
 * @param metrics where to write metrics
 */
record WatchFile(
    List<WatchTarget> names,
    Duration interval,
    Path state,
    WatchRules rules,
    Optional<Hook> hook,
    Optional<Path> metrics) {
  private static final Duration USUAL_INTERVAL = Duration.ofMinutes(15);
  private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
  private static final int MAX_NAMES = 1024;

  WatchFile {
    names = List.copyOf(names);
  }

  /**
   * A webhook.
   *
   * @param url where to post
   * @param secret what to sign with
   */
  record Hook(URI url, WebhookSecret secret) {}

  /**
   * Reads a file.
   *
   * @param err receives a message for each failure while watching
   * @throws InputException if it is not valid, or refers to a file that does not exist
   */
  static WatchFile read(Path file, PrintWriter err) {
    byte[] json = BoundedFiles.read(file.toString());
    try {
      if (!(JsonText.tree(json) instanceof ObjectNode root)) {
        throw new InputException(file + " is not a JSON object");
      }
      return new Reader(file.toAbsolutePath().getParent(), err).read(root);
    } catch (JsonTextException e) {
      throw new InputException(file + " is not strict JSON: " + e.problem());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InputException(file + ": " + e.getMessage());
    }
  }

  /** Reads the members of one file. */
  private record Reader(@Nullable Path folder, PrintWriter err) {
    WatchFile read(ObjectNode root) {
      require(
          root,
          "",
          Set.of(
              "$schema",
              "description",
              "names",
              "defaults",
              "interval",
              "state",
              "alerts",
              "webhook",
              "metrics"));
      Duration interval = duration(root, "", "interval", USUAL_INTERVAL);
      if (interval.compareTo(MIN_INTERVAL) < 0) {
        throw new IllegalArgumentException("/interval must be at least one second");
      }
      return new WatchFile(
          names(root),
          interval,
          text(root, "", "state")
              .map(this::resolve)
              .orElseThrow(
                  () -> new IllegalArgumentException("/state is missing; it must be a folder")),
          rules(object(root, "alerts")),
          root.has("webhook") ? Optional.of(hook(object(root, "webhook"))) : Optional.empty(),
          text(root, "", "metrics").map(this::resolve));
    }

    private List<WatchTarget> names(ObjectNode root) {
      ObjectNode defaults = object(root, "defaults");
      require(defaults, "/defaults", WatchTarget.SHARED);
      JsonNode array = root.path("names");
      if (!array.isArray() || array.isEmpty() || array.size() > MAX_NAMES) {
        throw new IllegalArgumentException(
            "/names must be an array of 1 to " + MAX_NAMES + " names");
      }
      List<WatchTarget> names = new ArrayList<>();
      Set<String> known = new HashSet<>();
      for (JsonNode element : array) {
        String where = "/names/" + names.size();
        if (!(element instanceof ObjectNode object)) {
          throw new IllegalArgumentException(where + " must be an object");
        }
        require(object, where, WatchTarget.MEMBERS);
        ObjectNode all = defaults.deepCopy();
        all.setAll(object);
        WatchTarget target =
            WatchTarget.of(member -> text(all, where, member), this::resolve, where, err);
        if (!known.add(target.name())) {
          throw new IllegalArgumentException(where + " is a duplicate: " + target.name());
        }
        names.add(target);
      }
      return names;
    }

    private static WatchRules rules(ObjectNode alerts) {
      require(
          alerts, "/alerts", Set.of("certificateExpiry", "collateralExpiry", "settle", "silence"));
      WatchRules usual = WatchRules.usual();
      return new WatchRules(
          duration(alerts, "/alerts", "certificateExpiry", usual.certificateExpiry()),
          duration(alerts, "/alerts", "collateralExpiry", usual.collateralExpiry()),
          duration(alerts, "/alerts", "settle", usual.settle()),
          duration(alerts, "/alerts", "silence", usual.silence()));
    }

    private Hook hook(ObjectNode webhook) {
      require(webhook, "/webhook", Set.of("url", "secretFile"));
      URI url =
          text(webhook, "/webhook", "url")
              .map(URI::create)
              .filter(uri -> uri.getHost() != null && String.valueOf(uri).startsWith("http"))
              .orElseThrow(
                  () -> new IllegalArgumentException("/webhook/url must be an HTTP(S) address"));
      Path secret =
          text(webhook, "/webhook", "secretFile")
              .map(this::resolve)
              .orElseThrow(() -> new IllegalArgumentException("/webhook/secretFile is missing"));
      return new Hook(url, WebhookSecret.of(BoundedFiles.read(secret)));
    }

    private Path resolve(String name) {
      return folder == null ? Path.of(name) : folder.resolve(name);
    }

    private static void require(ObjectNode object, String where, Set<String> known) {
      Set<String> unknown = new TreeSet<>();
      object.fieldNames().forEachRemaining(unknown::add);
      unknown.removeAll(known);
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException(
            where
                + "/"
                + unknown.iterator().next()
                + " is unknown; known members are "
                + String.join(", ", new TreeSet<>(known)));
      }
    }

    private static ObjectNode object(ObjectNode root, String member) {
      JsonNode node = root.path(member);
      if (node.isMissingNode()) {
        return JsonNodeFactory.instance.objectNode();
      }
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException("/" + member + " must be an object");
    }

    private static Optional<String> text(ObjectNode object, String where, String member) {
      JsonNode node = object.path(member);
      if (!node.isMissingNode() && (!node.isTextual() || node.textValue().isEmpty())) {
        throw new IllegalArgumentException(where + "/" + member + " must be a string");
      }
      return Optional.ofNullable(node.textValue());
    }

    private static Duration duration(
        ObjectNode object, String where, String member, Duration usual) {
      try {
        return text(object, where, member).map(Duration::parse).orElse(usual);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            where + "/" + member + " is not a valid duration; write it like PT15M or P7D", e);
      }
    }
  }
}
