package io.github.quotary.domain.gateway;

import java.util.List;

/** What a gateway is asked for: request paths, and the most bytes that are read of each answer. */
public final class GatewayPaths {
  /** Names the others; carries no proof. */
  public static final String INDEX = "/.dstack/index";

  /** Keys, account, and their quotes. */
  public static final String ACME_INFO = "/.dstack/acme-info";

  /** What the gateway says of its own workload; carries no proof. */
  public static final String APP_INFO = "/.dstack/app-info";

  static final int MAX_INDEX = 1 << 16;
  static final int MAX_ACME_INFO = 16 << 20;
  static final int MAX_APP_INFO = 4 << 20;

  private GatewayPaths() {}

  /** All paths, in the order in which to ask. */
  public static List<String> all() {
    return List.of(ACME_INFO, APP_INFO, INDEX);
  }
}
