package io.github.quotary.simulator.pcs;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a {@link FakePcs} received.
 *
 * @param uri path and query, as received
 * @param service what was asked for
 * @param tee {@code sgx} or {@code tdx}, from the path; empty where the path has none
 * @param parameters the query's parameters
 */
public record PcsRequest(URI uri, PcsService service, String tee, Map<String, String> parameters) {

  /** Copies the map. */
  public PcsRequest {
    parameters = Map.copyOf(parameters);
  }

  static PcsRequest of(URI uri, PcsDialect dialect) {
    String path = uri.getPath();
    String tee = path.startsWith("/tdx/") ? "tdx" : path.startsWith("/sgx/") ? "sgx" : "";
    return new PcsRequest(uri, service(path, dialect), tee, parameters(uri.getRawQuery()));
  }

  private static PcsService service(String path, PcsDialect dialect) {
    if (path.equals(dialect.rootCaCrlPath())) {
      return PcsService.ROOT_CA_CRL;
    }
    String prefix = "certification/" + dialect.version() + "/";
    int start = path.indexOf(prefix);
    return start != "/sgx/".length()
        ? PcsService.UNKNOWN
        : switch (path.substring(start + prefix.length())) {
          case "tcb" -> PcsService.TCB_INFO;
          case "qe/identity" -> PcsService.QE_IDENTITY;
          case "pckcrl" -> PcsService.PCK_CRL;
          case "tcbevaluationdatanumbers" -> PcsService.TCB_EVALUATION_DATA_NUMBERS;
          case "fmspcs" -> PcsService.FMSPCS;
          default -> PcsService.UNKNOWN;
        };
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
    }
    return parameters;
  }

  /** A parameter in lower case; empty where the query has none of this name. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "").toLowerCase(Locale.ROOT);
  }
}
