package io.github.quotary.domain.gateway;

import io.github.quotary.domain.certificate.DnsName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of an app's label. */
final class AppLabel {
  private static final Pattern GRAMMAR =
      Pattern.compile("([0-9a-f]{40})(?:-([1-9][0-9]{0,4}))?([sg])?");
  private static final int MAX_PORT = 0xffff;

  private AppLabel() {}

  static Optional<GatewayHost> read(DnsName host) {
    Matcher label = GRAMMAR.matcher(host.firstLabel());
    if (!label.matches()) {
      return Optional.empty();
    }
    OptionalInt port =
        label.group(2) == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(label.group(2)));
    if (port.orElse(1) > MAX_PORT) {
      return Optional.empty();
    }
    GatewayHost.Mode mode =
        "s".equals(label.group(3))
            ? GatewayHost.Mode.PASSTHROUGH
            : "g".equals(label.group(3)) ? GatewayHost.Mode.HTTP2 : GatewayHost.Mode.TERMINATED;
    return Optional.of(new GatewayHost.App(host, host.rest(), label.group(1), port, mode));
  }
}
