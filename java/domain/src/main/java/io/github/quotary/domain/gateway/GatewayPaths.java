package io.github.quotary.domain.gateway;

import java.util.List;

/** Request paths of a gateway, and the size limit of each response in bytes. */
public final class GatewayPaths {
  /** Lists the other paths; carries no proof. */
  public static final String INDEX = "/.dstack/index";

  /** Keys, account, and their quotes. */
  public static final String ACME_INFO = "/.dstack/acme-info";

  /** The gateway's statement about its own workload; carries no proof. */
  public static final String APP_INFO = "/.dstack/app-info";

  static final int MAX_INDEX = 1 << 16;
  static final int MAX_ACME_INFO = 16 << 20;
  static final int MAX_APP_INFO = 4 << 20;

  private GatewayPaths() {}

  /** All paths, in request order. */
  public static List<String> all() {
    return List.of(ACME_INFO, APP_INFO, INDEX);
  }
}
