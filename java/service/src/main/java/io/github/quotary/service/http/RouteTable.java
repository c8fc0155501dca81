package io.github.quotary.service.http;

import io.github.quotary.service.exchange.Early;
import io.github.quotary.service.exchange.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds who answers a request. Immutable. */
public final class RouteTable {
  private static final String GET = "GET";

  private final Map<String, List<Route>> paths = new HashMap<>();
  private final List<Route> prefixes = new ArrayList<>();
  private final Map<String, Early> early;

  /**
   * These routes.
   *
   * @param early by path, for requests with POST
   * @throws IllegalArgumentException if two routes are for the same method and path
   */
  public RouteTable(Collection<Route> routes, Map<String, Early> early) {
    this.early = Map.copyOf(early);
    for (Route route : routes) {
      List<Route> same =
          route.isPrefix()
              ? prefixes
              : paths.computeIfAbsent(route.path(), any -> new ArrayList<>());
      if (same.stream()
          .anyMatch(
              other ->
                  other.path().equals(route.path()) && other.method().equals(route.method()))) {
        throw new IllegalArgumentException("Two routes for " + route.method() + " " + route.path());
      }
      same.add(route);
    }
    prefixes.sort((one, other) -> other.path().length() - one.path().length());
  }

  /** The route; null if there is none for this path and method. */
  @Nullable Route find(String method, String path) {
    List<Route> exact = paths.get(path);
    if (exact != null) {
      for (Route route : exact) {
        if (isFor(route, method)) {
          return route;
        }
      }
    }
    for (Route route : prefixes) {
      if (path.startsWith(route.prefix()) && isFor(route, method)) {
        return route;
      }
    }
    return null;
  }

  /** HEAD is answered as GET, without the body. */
  private static boolean isFor(Route route, String method) {
    return route.method().equals(method)
        || route.method().equals(Route.ANY)
        || (method.equals("HEAD") && route.method().equals(GET));
  }

  /** The methods that this path has, separated by commas; empty if there is no such path. */
  String allowed(String path) {
    Set<String> methods =
        Stream.concat(
                paths.getOrDefault(path, List.of()).stream(),
                prefixes.stream().filter(route -> path.startsWith(route.prefix())))
            .map(Route::method)
            .collect(Collectors.toCollection(TreeSet::new));
    if (methods.isEmpty()) {
      return "";
    }
    if (methods.contains(GET)) {
      methods.add("HEAD");
    }
    methods.add("OPTIONS");
    return String.join(", ", methods);
  }

  /** Who may answer without a thread; null for nobody. */
  @Nullable Early early(String path) {
    return early.get(path);
  }
}
