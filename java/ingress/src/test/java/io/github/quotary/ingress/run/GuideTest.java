package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.ConfigurationReader;
import io.github.quotary.ingress.config.ConfigurationResult;
import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.proxy.ProxyServer;
import io.github.quotary.ingress.proxy.ProxySettings;
import io.github.quotary.ingress.proxy.ProxyStart;
import io.github.quotary.ingress.proxy.ProxyTimes;
import io.github.quotary.ingress.proxy.ServedCertificates;
import io.github.quotary.ingress.proxy.TlsEngine;
import io.github.quotary.ingress.proxy.TlsPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guide says of metrics, events and messages is what the code has. */
class GuideTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Path RUN = Path.of("src/main/java/io/github/quotary/ingress/run");

  private static List<String> cells(String heading) throws IOException {
    String guide = Files.readString(Path.of("README.md"));
    int start = guide.indexOf("\n" + heading + "\n");
    assertTrue(start >= 0, heading);
    int end = guide.indexOf("\n## ", start + 1);
    List<String> rows = new ArrayList<>();
    guide
        .substring(start, end < 0 ? guide.length() : end)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(rows::add);
    assertFalse(rows.isEmpty(), heading);
    return rows;
  }

  @Test
  void everyMetricIsListedWithItsType() throws Exception {
    Meters meters = new Meters(() -> NOW);
    DomainName name = DomainName.parse("app.example.com").orElseThrow();
    meters.served(name, NOW);
    meters.name(name, true);
    ProxyServer server = server();
    meters.listener(server);
    SortedMap<String, String> types = new TreeMap<>();
    Matcher type = Pattern.compile("# TYPE (\\S+) (\\S+)").matcher(meters.text());
    while (type.find()) {
      types.put(type.group(1), type.group(2));
    }
    server.stop(Duration.ZERO);
    SortedMap<String, String> listed = new TreeMap<>();
    for (String row : cells("### Metrics and health")) {
      if (row.startsWith("| `quotary_")) {
        String[] columns = row.split(" \\| ", -1);
        listed.put(columns[0].replaceAll("[|` ]", ""), columns[1]);
      }
    }
    assertEquals(types, listed);
  }

  private static ProxyServer server() {
    Configuration configuration =
        ((ConfigurationResult.Valid)
                ConfigurationReader.fromEnvironment(
                    Map.of(
                        "DOMAIN", "app.example.com",
                        "GATEWAY_DOMAIN", "gw.example.net",
                        "TARGET_ENDPOINT", "127.0.0.1:9",
                        "CHALLENGE_TYPE", "tls-alpn-01")))
            .configuration();
    ProxySettings settings =
        new ProxySettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            configuration.routing(),
            configuration.proxy(),
            TlsEngine.JSSE,
            TlsPolicy.MODERN,
            Optional.empty(),
            false,
            ProxyTimes.USUAL);
    return assertInstanceOf(
            ProxyStart.Started.class,
            ProxyServer.start(settings, new ServedCertificates(List.of(Placeholder.make(NOW)))))
        .server();
  }

  @Test
  void everyEventIsListedWithItsLevels() throws IOException {
    Map<String, SortedSet<String>> events = new TreeMap<>();
    Matcher call =
        Pattern.compile("\\.(info|warn|error)\\(\\s*\"([^\"]+)\"")
            .matcher(sources(RUN, Path.of("../cli/src/main/java/io/github/quotary/cli/ingress")));
    while (call.find()) {
      events.computeIfAbsent(call.group(2), unused -> new TreeSet<>()).add(call.group(1));
    }
    // The one call whose event is a variable.
    assertTrue(sources(RUN).contains("Step.Delete ? \"record taken away\" : \"record written\""));
    events.put("record taken away", new TreeSet<>(List.of("info")));
    events.put("record written", new TreeSet<>(List.of("info")));
    Map<String, SortedSet<String>> listed = new TreeMap<>();
    for (String row : cells("### Logs")) {
      String[] columns = row.split(" \\| ", -1);
      if (columns[1].matches("[a-z, ]+") && columns.length == 4) {
        listed.put(
            columns[0].replaceAll("^\\| `|`$", ""),
            new TreeSet<>(List.of(columns[1].split(", ", -1))));
      }
    }
    listed.keySet().removeIf(name -> name.startsWith("quotary_"));
    assertEquals(events, listed);
  }

  /** A message that no code says would be looked for in vain. */
  @Test
  void everyMessageIsOneOfTheCode() throws IOException {
    String all =
        sources(
                Path.of("src/main/java"),
                Path.of("../guest/src/main/java"),
                Path.of("../cli/src/main/java/io/github/quotary/cli/ingress"))
            .replaceAll("\"\\s*\\+\\s*\"", "");
    for (String row : cells("## What each failure means")) {
      String message = row.substring(3, row.indexOf('`', 3));
      assertTrue(all.contains(message), message);
    }
  }

  private static String sources(Path... folders) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          text.append(Files.readString(file));
        }
      }
    }
    return text.toString();
  }
}
