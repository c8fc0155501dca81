package io.github.quotary.cli.proxy;

import io.github.quotary.evidence.input.InputException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;

/** The proxy that one variable names. */
final class ProxyAddress {
  /** That of curl. */
  private static final int DEFAULT_PORT = 1080;

  private final String host;
  private final int port;

  private ProxyAddress(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * Reads {@code [http://]host[:port]}.
   *
   * @param variable its name, for messages; the value, which can have a password, is in none
   * @throws InputException for any other value, also for one with credentials
   */
  static ProxyAddress read(String variable, String value) {
    URI uri = uri(variable, value.contains("://") ? value : "http://" + value);
    String scheme = String.valueOf(uri.getScheme());
    if (!scheme.equalsIgnoreCase("http")) {
      throw new InputException(
          variable
              + ": only proxies that are spoken to over http:// are supported; https:// addresses"
              + " are reached through them by CONNECT");
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 0xffff) {
      throw bad(variable);
    }
    if (uri.getRawUserInfo() != null) {
      throw new InputException(
          "credentials in " + variable + " are not supported; run a local proxy that adds them");
    }
    return new ProxyAddress(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
  }

  private static URI uri(String variable, String text) {
    try {
      return new URI(text).parseServerAuthority();
    } catch (URISyntaxException e) {
      throw bad(variable);
    }
  }

  private static InputException bad(String variable) {
    return new InputException(variable + " is not the address of a proxy: write http://host:port");
  }

  /** The proxy, whose name is looked up on use. */
  Proxy proxy() {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
