package io.github.quotary.domain.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.certificate.DnsName;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayHostTest {
  private static final String ID = "0123456789abcdef0123456789abcdef01234567";
  private static final String BASE = "apps.example.net";

  private static GatewayHost host(String name) {
    return GatewayHost.of(DnsName.parse(name));
  }

  @ParameterizedTest
  @CsvSource({
    "'', -1, TERMINATED",
    "-8080, 8080, TERMINATED",
    "-65535, 65535, TERMINATED",
    "s, -1, PASSTHROUGH",
    "-443s, 443, PASSTHROUGH",
    "g, -1, HTTP2",
    "-50051g, 50051, HTTP2"
  })
  void appsBehindTheGateway(String suffix, int port, GatewayHost.Mode mode) {
    GatewayHost.App app = assertInstanceOf(GatewayHost.App.class, host(ID + suffix + "." + BASE));
    assertEquals(ID, app.id());
    assertTrue(GatewayHost.isApp(app.host()));
    assertEquals(port < 0 ? OptionalInt.empty() : OptionalInt.of(port), app.port());
    assertEquals(mode, app.mode());
    assertEquals(BASE, app.base());
    assertEquals("gateway." + BASE, app.evidenceHost().text());
    assertEquals(mode != GatewayHost.Mode.PASSTHROUGH, app.isServedByGateway());
  }

  @ParameterizedTest
  @CsvSource({"-0", "-65536", "-080", "-", "-8080x", "x", "-8080sg", "sg", "00"})
  void whatOnlyLooksLikeAnApp(String suffix) {
    GatewayHost other;
    try {
      other = host(ID + suffix + "." + BASE);
    } catch (IllegalArgumentException e) {
      return; // no host name either
    }
    assertFalse(other instanceof GatewayHost.App, suffix);
  }

  @Test
  void theGatewayItself() {
    GatewayHost gateway = host("gateway." + BASE);
    assertEquals(new GatewayHost.Gateway(new DnsName("gateway." + BASE), BASE), gateway);
    assertTrue(gateway.isServedByGateway());
    assertEquals("gateway." + BASE, gateway.evidenceHost().text());
    assertEquals(BASE, host(BASE).base(), "a base domain is asked about by its own name");
    assertEquals("gateway." + BASE, host(BASE).evidenceHost().text());
    assertEquals(
        "gateway-8080.example.net",
        host("gateway-8080.example.net").base(),
        "only the plain label is the gateway's");
  }

  /** The longest name has 253 characters. */
  @Test
  void aBaseDomainWithoutRoomForItsGatewayIsRefused() {
    String base = "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + ".";
    String longest = base + "d".repeat(53);
    assertEquals("gateway." + longest, host("gateway." + longest).evidenceHost().text());
    for (String name : new String[] {longest + "d", base + "d".repeat(61)}) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> host(name), name);
      assertTrue(e.getMessage().contains("is too long"), e.getMessage());
      assertFalse(GatewayHost.isApp(DnsName.parse(name)), "but it may be a custom domain");
    }
  }

  @Test
  void aGivenBaseDomainCounts() {
    Optional<DnsName> base = Optional.of(new DnsName(BASE));
    assertEquals(BASE, GatewayHost.of(new DnsName("any." + BASE), base).base());
    assertEquals(BASE, GatewayHost.of(new DnsName(BASE), base).base());
    assertInstanceOf(GatewayHost.App.class, GatewayHost.of(new DnsName(ID + "." + BASE), base));
    assertThrows(
        IllegalArgumentException.class, () -> GatewayHost.of(new DnsName("a.b." + BASE), base));
    assertThrows(
        IllegalArgumentException.class,
        () -> GatewayHost.of(new DnsName("gateway.example.org"), base));
  }
}
