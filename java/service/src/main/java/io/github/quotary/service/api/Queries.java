package io.github.quotary.service.api;

import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads the query of an address. */
final class Queries {
  private Queries() {}

  /** The parameters, each at most once and known. */
  static Map<String, String> read(String query, Set<String> known) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query.isEmpty()) {
      return parameters;
    }
    for (String part : query.split("&", -1)) {
      String[] both = part.split("=", 2);
      String name = decoded(both[0]);
      if (!known.contains(name)) {
        throw new ProblemException(
            Problem.badRequest(
                "The query has a parameter that is unknown; the parameters here are "
                    + String.join(", ", known.stream().sorted().toList())));
      }
      if (parameters.put(name, both.length > 1 ? decoded(both[1]) : "") != null) {
        throw new ProblemException(
            Problem.badRequest("The query has the parameter " + name + " more than once"));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest("The query is not percent-encoded UTF-8"));
    }
  }
}
