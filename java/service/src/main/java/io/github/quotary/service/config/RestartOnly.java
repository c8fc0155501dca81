package io.github.quotary.service.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Settings that count when a service starts, and not when they are read again. Stateless. */
public final class RestartOnly {
  private static final Map<String, Function<Settings, Object>> ALL = all();

  private RestartOnly() {}

  private static Map<String, Function<Settings, Object>> all() {
    Map<String, Function<Settings, Object>> all = new LinkedHashMap<>();
    all.put("listen", Settings::listen);
    all.put("allowRemote", Settings::allowRemote);
    all.put("tls", settings -> settings.tls().isPresent());
    all.put("tls.clients", RestartOnly::clients);
    all.put("earTestRoot", Settings::earTestRoot);
    all.put("challenge.context", settings -> settings.challenge().context());
    all.put("challenge.seconds", settings -> settings.challenge().timeToLive());
    all.put("challenge.max", settings -> settings.challenge().max());
    all.put("domains.allow", settings -> settings.domains().names());
    all.put("domains.concurrent", settings -> settings.domains().concurrent());
    limit(all, "bodyBytes", Settings.Limits::bodyBytes);
    limit(all, "batchBytes", Settings.Limits::batchBytes);
    limit(all, "headerBytes", Settings.Limits::headerBytes);
    limit(all, "connections", Settings.Limits::connections);
    limit(all, "connectionsPerClient", Settings.Limits::connectionsPerClient);
    limit(all, "queue", Settings.Limits::queue);
    limit(all, "together", Settings.Limits::together);
    limit(all, "threads", Settings.Limits::threads);
    limit(all, "requestsPerSecond", Settings.Limits::requestsPerSecond);
    limit(all, "burst", Settings.Limits::burst);
    limit(all, "clients", Settings.Limits::clients);
    limit(all, "requestSeconds", Settings.Limits::request);
    limit(all, "idleSeconds", Settings.Limits::idle);
    limit(all, "collateralSeconds", Settings.Limits::collateral);
    limit(all, "drainSeconds", Settings.Limits::drain);
    all.put("sharedEvidence", Settings::sharedEvidence);
    return all;
  }

  private static void limit(
      Map<String, Function<Settings, Object>> all,
      String name,
      Function<Settings.Limits, Object> value) {
    all.put("limits." + name, settings -> value.apply(settings.limits()));
  }

  /** What clients' certificates are; without TLS nothing can be said of them. */
  private static Object clients(Settings settings) {
    return settings
        .tls()
        .map(
            tls ->
                tls.clientAuthorities().isEmpty()
                    ? "none"
                    : tls.areClientsRequired() ? "required" : "optional")
        .orElse("");
  }

  /** Names of those that differ, as in the file. */
  public static List<String> changed(Settings running, Settings read) {
    boolean isTlsAnew = running.tls().isPresent() != read.tls().isPresent();
    return ALL.entrySet().stream()
        .filter(each -> !(isTlsAnew && each.getKey().equals("tls.clients")))
        .filter(
            each -> !Objects.equals(each.getValue().apply(running), each.getValue().apply(read)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The TLS files of settings that were read again, for a service that runs: whether clients need
   * certificates stays as it was. Empty if nothing can be made of them.
   */
  public static Optional<Settings.Tls> tls(Settings running, Settings read) {
    if (running.tls().isEmpty() || read.tls().isEmpty()) {
      return Optional.empty();
    }
    Settings.Tls old = running.tls().get();
    Settings.Tls tls = read.tls().get();
    return Optional.of(
        new Settings.Tls(
            tls.certificate(),
            tls.key(),
            old.clientAuthorities().isPresent() && tls.clientAuthorities().isPresent()
                ? tls.clientAuthorities()
                : old.clientAuthorities(),
            old.areClientsRequired()));
  }

  /** The names of all of them. */
  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }
}
