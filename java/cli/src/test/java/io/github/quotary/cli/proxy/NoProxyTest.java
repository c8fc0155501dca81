package io.github.quotary.cli.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code no_proxy}. */
class NoProxyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // entries | host | port | asked directly
        "'' | pccs.example | 443 | false",
        "* | pccs.example | 443 | true",
        "pccs.example | pccs.example | 443 | true",
        "PCCS.Example | pccs.EXAMPLE. | 443 | true",
        "example | pccs.example | 443 | true",
        ".example | pccs.example | 443 | true",
        ".pccs.example | pccs.example | 443 | true",
        "ccs.example | pccs.example | 443 | false",
        "pccs.example | example | 443 | false",
        "a.invalid, pccs.example | pccs.example | 443 | true",
        "a.invalid pccs.example | pccs.example | 443 | true",
        "',, ,' | pccs.example | 443 | false",
        ". | pccs.example | 443 | false",
        "pccs.example:8081 | pccs.example | 8081 | true",
        "pccs.example:8081 | pccs.example | 443 | false",
        "10.1.2.3 | 10.1.2.3 | 443 | true",
        "10.1.2.3 | 10.1.2.4 | 443 | false",
        "10.1.2.3:80 | 10.1.2.3 | 443 | false",
        "2.3 | 10.1.2.3 | 443 | false",
        ".3 | 10.1.2.3 | 443 | false",
        "10.1.0.0/16 | 10.1.2.3 | 443 | true",
        "10.1.0.0/16 | 10.2.2.3 | 443 | false",
        "10.1.2.2/31 | 10.1.2.3 | 443 | true",
        "10.1.2.3/33 | 10.1.2.3 | 443 | false",
        "10.1.2.3/ | 10.1.2.3 | 443 | false",
        "0.0.0.0/0 | 10.1.2.3 | 443 | true",
        "0.0.0.0/0 | pccs.example | 443 | false",
        "0.0.0.0/0 | [fd00::1] | 443 | false",
        "fd00::1 | [fd00:0::1] | 443 | true",
        "[fd00::1] | [fd00::1] | 443 | true",
        "[fd00::1]:8081 | [fd00::1] | 8081 | true",
        "[fd00::1]:8081 | [fd00::1] | 443 | false",
        "fd00::/8 | [fd12::1] | 443 | true",
        "fd00::/8 | [fe80::1] | 443 | false",
        "999.1.1.1 | 10.1.2.3 | 443 | false",
        "'' | localhost | 8081 | true",
        "'' | 127.0.0.1 | 8081 | true",
        "'' | 127.9.9.9 | 8081 | true",
        "'' | [::1] | 8081 | true",
        "'' | localhost.example | 8081 | false",
        "'' | 127.0.0.1.example | 8081 | false"
      })
  void theHostsThatAreAskedDirectly(String entries, String host, int port, boolean direct) {
    assertEquals(direct, new NoProxy(entries).covers(host, port));
  }
}
