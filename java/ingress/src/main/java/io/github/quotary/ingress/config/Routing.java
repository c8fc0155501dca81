package io.github.quotary.ingress.config;

import java.util.List;

/**
 * Which target a connection goes to.
 *
 * @param routes by the name that the client asks for, the first that covers it counts; may be empty
 * @param otherwise for any other name, and where the client names none
 */
public record Routing(List<Route> routes, Target otherwise) {
  /** Copies the routes. */
  public Routing {
    routes = List.copyOf(routes);
  }

  /** One name and its target. */
  public record Route(DomainName name, Target target) {}

  /** The target for a name that a client asks for by SNI. */
  public Target of(String host) {
    return routes.stream()
        .filter(route -> route.name().covers(host))
        .findFirst()
        .map(Route::target)
        .orElse(otherwise);
  }
}
