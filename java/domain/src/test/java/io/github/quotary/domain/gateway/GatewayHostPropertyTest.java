package io.github.quotary.domain.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.domain.certificate.DnsName;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class GatewayHostPropertyTest {
  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.strings().withChars("0123456789abcdef").ofLength(40);
  }

  /** What a gateway makes of an app's id, port and mode is read back as the same. */
  @Property
  void whatIsWrittenIsRead(
      @ForAll("ids") String id,
      @ForAll @IntRange(max = 0xffff) int port,
      @ForAll GatewayHost.Mode mode) {
    String suffix =
        switch (mode) {
          case TERMINATED -> "";
          case HTTP2 -> "g";
          case PASSTHROUGH -> "s";
        };
    DnsName host = DnsName.parse(id + (port == 0 ? "" : "-" + port) + suffix + ".apps.example.net");
    assertEquals(
        new GatewayHost.App(
            host,
            "apps.example.net",
            id,
            port == 0 ? OptionalInt.empty() : OptionalInt.of(port),
            mode),
        GatewayHost.of(host));
  }
}
