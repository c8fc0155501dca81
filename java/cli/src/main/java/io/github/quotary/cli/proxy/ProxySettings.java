package io.github.quotary.cli.proxy;

import io.github.quotary.evidence.input.InputException;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The proxies of the command's user: those of the Java properties {@code https.proxyHost}, {@code
 * http.proxyHost} and {@code http.nonProxyHosts} if one of the first two is set, or {@code
 * java.net.useSystemProxies} is true; otherwise those of the environment, as curl reads it: {@code
 * https_proxy}, {@code http_proxy}, {@code all_proxy} and {@code no_proxy}, or in upper case except
 * {@code HTTP_PROXY}. Lower case wins; an empty value counts as none. {@code localhost} and
 * loopback addresses are never asked through the environment's proxies. Immutable.
 */
public final class ProxySettings {
  private final Optional<ProxySelector> ofProperties;
  private final Optional<ProxyAddress> http;
  private final Optional<ProxyAddress> https;
  private final NoProxy none;

  private ProxySettings(
      Optional<ProxySelector> ofProperties,
      Optional<ProxyAddress> http,
      Optional<ProxyAddress> https,
      NoProxy none) {
    this.ofProperties = ofProperties;
    this.http = http;
    this.https = https;
    this.none = none;
  }

  /**
   * Those of this process.
   *
   * @throws InputException if a variable is not the address of a proxy
   */
  public static ProxySettings ofProcess() {
    return of(System.getenv(), System.getProperties());
  }

  static ProxySettings of(Map<String, String> environment, Properties properties) {
    boolean given =
        Stream.of("https.proxyHost", "http.proxyHost").anyMatch(properties::containsKey)
            || Boolean.parseBoolean(properties.getProperty("java.net.useSystemProxies"));
    if (given) {
      return new ProxySettings(
          Optional.ofNullable(ProxySelector.getDefault()),
          Optional.empty(),
          Optional.empty(),
          new NoProxy(""));
    }
    Optional<ProxyAddress> all = address(environment, "all_proxy", "ALL_PROXY");
    return new ProxySettings(
        Optional.empty(),
        // Not HTTP_PROXY: a web server gives a program that name for a header of its request.
        address(environment, "http_proxy").or(() -> all),
        address(environment, "https_proxy", "HTTPS_PROXY").or(() -> all),
        new NoProxy(
            value(environment, "no_proxy", "NO_PROXY").map(Map.Entry::getValue).orElse("")));
  }

  private static Optional<ProxyAddress> address(Map<String, String> environment, String... names) {
    return value(environment, names)
        .map(variable -> ProxyAddress.read(variable.getKey(), variable.getValue()));
  }

  private static Optional<Map.Entry<String, String>> value(
      Map<String, String> environment, String... names) {
    for (String name : names) {
      String text = environment.get(name);
      if (text != null) {
        return Optional.of(Map.entry(name, text.strip()))
            .filter(variable -> !variable.getValue().isEmpty());
      }
    }
    return Optional.empty();
  }

  /** Which proxy an address is asked through. */
  public ProxySelector selector() {
    return ofProperties.orElseGet(() -> new Selector(this));
  }

  private Optional<ProxyAddress> proxyOf(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (address.getHost() == null) {
      return Optional.empty();
    }
    boolean secure = scheme.equals("https");
    int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
    return none.covers(address.getHost(), port) ? Optional.empty() : secure ? https : http;
  }

  /** The environment's proxies. */
  private static final class Selector extends ProxySelector {
    private final ProxySettings settings;

    Selector(ProxySettings settings) {
      this.settings = settings;
    }

    @Override
    public List<Proxy> select(URI address) {
      return List.of(settings.proxyOf(address).map(ProxyAddress::proxy).orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
      // The request's own error says it.
    }
  }
}
