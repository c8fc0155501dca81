package io.github.quotary.cli.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.input.InputException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxies that the environment and the properties name. */
class ProxySettingsTest {
  private static final String DIRECT = "direct";

  private static Map<String, String> environment(String text) {
    return Stream.of(text.split("; *"))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> entry.split("=", 2))
        .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
  }

  private static String through(ProxySettings settings, String address) {
    List<Proxy> proxies = settings.selector().select(URI.create(address));
    assertEquals(1, proxies.size());
    if (proxies.get(0).type() == Proxy.Type.DIRECT) {
      return DIRECT;
    }
    InetSocketAddress proxy = (InetSocketAddress) proxies.get(0).address();
    assertTrue(proxy.isUnresolved(), "its name is looked up on use");
    return proxy.getHostString() + ":" + proxy.getPort();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // environment | of https://pcs.example | of http://pcs.example
        "'' | direct | direct",
        "https_proxy=http://p:3128 | p:3128 | direct",
        "https_proxy=p:3128 | p:3128 | direct",
        "https_proxy=http://p | p:1080 | direct",
        "https_proxy=http://p:3128/ | p:3128 | direct",
        "https_proxy=http://[::1]:3128 | [::1]:3128 | direct",
        "HTTPS_PROXY=http://p:3128 | p:3128 | direct",
        "https_proxy=http://a:1; HTTPS_PROXY=http://b:2 | a:1 | direct",
        "https_proxy=; HTTPS_PROXY=http://b:2 | direct | direct",
        "http_proxy=http://p:3128 | direct | p:3128",
        "HTTP_PROXY=http://p:3128 | direct | direct",
        "all_proxy=http://p:3128 | p:3128 | p:3128",
        "ALL_PROXY=http://p:3128; http_proxy=http://q:1 | p:3128 | q:1",
        "https_proxy=http://p:3128; no_proxy=pcs.example | direct | direct",
        "https_proxy=http://p:3128; NO_PROXY=example | direct | direct",
        "https_proxy=http://p:3128; no_proxy=; NO_PROXY=example | p:3128 | direct",
        "https_proxy=http://p:3128; no_proxy=pcs.example:80 | p:3128 | direct"
      })
  void theEnvironmentIsReadAsCurlReadsIt(String environment, String https, String http) {
    ProxySettings settings = ProxySettings.of(environment(environment), new Properties());
    assertEquals(https, through(settings, "https://pcs.example/sgx"));
    assertEquals(http, through(settings, "http://pcs.example/sgx"));
    assertEquals(DIRECT, through(settings, "https://localhost:8081/sgx"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https.proxyHost=p", "http.proxyHost=p", "java.net.useSystemProxies=true"})
  void thePropertiesOfTheRuntimeWin(String property) {
    Properties properties = new Properties();
    properties.putAll(environment(property));
    ProxySettings settings =
        ProxySettings.of(Map.of("https_proxy", "http://a:pass@q:1"), properties);
    assertSame(ProxySelector.getDefault(), settings.selector());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://user:s3cret@p:3128", "user:s3cret@p:3128", "http://s3cret@p:1"})
  void credentialsAreRefusedAndNeverShown(String value) {
    InputException error = refused(value);
    assertEquals(
        "credentials in https_proxy are not supported; run a local proxy that adds them",
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://p:3128 | only proxies that are spoken to over http://",
        "socks5://p:3128 | only proxies that are spoken to over http://",
        "http://a:s3cret#1@p | is not the address of a proxy",
        "http://p:99999 | is not the address of a proxy",
        "http://p:0 | is not the address of a proxy",
        "http:// | is not the address of a proxy",
        "a b | is not the address of a proxy"
      })
  void whatIsNotAProxyIsSaid(String value, String message) {
    String text = String.valueOf(refused(value).getMessage());
    assertTrue(text.startsWith("https_proxy"), text);
    assertTrue(text.contains(message), text);
    assertFalse(text.contains("s3cret"), text);
  }

  private static InputException refused(String value) {
    return assertThrows(
        InputException.class,
        () -> ProxySettings.of(Map.of("https_proxy", value), new Properties()));
  }

  @Test
  void aFailedConnectionIsTheRequestsMatter() {
    ProxySelector selector =
        ProxySettings.of(Map.of("https_proxy", "http://p:1"), new Properties()).selector();
    URI address = URI.create("https://pcs.example");
    selector.connectFailed(address, new InetSocketAddress(0), new java.io.IOException("no"));
    assertEquals(1, selector.select(address).size(), "the proxy stays");
  }
}
