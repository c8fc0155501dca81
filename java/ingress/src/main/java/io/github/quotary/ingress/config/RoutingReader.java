package io.github.quotary.ingress.config;

import io.github.quotary.ingress.config.Given.Value;
import io.github.quotary.ingress.config.Routing.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads where connections go. */
final class RoutingReader {
  private static final Form.Routes ROUTES = (Form.Routes) Setting.ROUTING_MAP.form();

  private final Checked checked;
  private final List<Note> notes;

  RoutingReader(Checked checked, List<Note> notes) {
    this.checked = checked;
    this.notes = notes;
  }

  /**
   * The routing; empty beside a problem.
   *
   * @param port for targets without one: that which clients connect to
   * @param names that are served
   */
  Optional<Routing> read(int port, List<DomainName> names) {
    boolean hasTarget = checked.isSet(Setting.TARGET_ENDPOINT);
    Optional<Target> single = checked.text(Setting.TARGET_ENDPOINT).flatMap(t -> single(t, port));
    if (!checked.isSet(Setting.ROUTING_MAP)) {
      if (!hasTarget) {
        checked.missing(Setting.TARGET_ENDPOINT, "say where connections go; or set ROUTING_MAP");
      }
      return single.map(target -> new Routing(List.of(), target));
    }
    if (hasTarget) {
      notes.add(
          new Note(
              checked.where(Setting.TARGET_ENDPOINT),
              "ignored, since ROUTING_MAP is set; its first entry gets what no entry covers"));
    }
    List<Route> routes = routes(port);
    for (Route route : routes) {
      if (names.stream().noneMatch(name -> isServed(route.name(), name))) {
        notes.add(
            new Note(
                checked.where(Setting.ROUTING_MAP),
                route.name() + " is routed, but there is no certificate for it"));
      }
    }
    return routes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Routing(routes, routes.get(0).target()));
  }

  private static boolean isServed(DomainName routed, DomainName served) {
    return routed.equals(served)
        || (routed.isWildcard()
            ? !served.isWildcard() && routed.covers(served.base())
            : served.covers(routed.base()));
  }

  private Optional<Target> single(String text, int port) {
    Value value = new Value(checked.where(Setting.TARGET_ENDPOINT), text);
    return target(Setting.TARGET_ENDPOINT, value, port);
  }

  private Optional<Target> target(Setting setting, Value value, int port) {
    Optional<Target> target = Target.parse(value.text(), port);
    if (target.isEmpty()) {
      Problem problem = Checked.problem(setting, value.where(), value.text());
      checked.fault(new Problem(value.where(), problem.value(), Forms.TARGET.words()));
    } else if (!Target.namesPort(value.text())) {
      notes.add(
          new Note(value.where(), "names no port, so " + target.get() + " is where it leads"));
    }
    return target;
  }

  private List<Route> routes(int port) {
    List<Value> values = checked.routes();
    if (values.size() > 2 * ROUTES.maxItems()) {
      checked.fault(
          new Problem(
              checked.where(Setting.ROUTING_MAP),
              Optional.of(values.size() / 2 + " entries"),
              "at most " + ROUTES.maxItems() + " are read"));
      return List.of();
    }
    List<Route> routes = new ArrayList<>();
    Set<DomainName> seen = new HashSet<>();
    for (int i = 0; i + 1 < values.size(); i += 2) {
      Value name = values.get(i);
      Value target = values.get(i + 1);
      boolean nameFits = checked.fits(Setting.ROUTING_MAP, ROUTES.name(), name);
      boolean targetFits = checked.fits(Setting.ROUTING_MAP, ROUTES.target(), target);
      boolean fits = nameFits && targetFits;
      Optional<DomainName> domain = DomainName.parse(name.text()).filter(d -> fits);
      if (domain.isPresent() && !seen.add(domain.get())) {
        checked.fault(
            new Problem(name.where(), Optional.of(name.text()), "has two entries; keep one"));
      }
      Optional<Target> where = fits ? target(Setting.ROUTING_MAP, target, port) : Optional.empty();
      if (domain.isPresent() && where.isPresent()) {
        routes.add(new Route(domain.get(), where.get()));
      }
    }
    return routes;
  }
}
