package io.github.quotary.domain.capture;

import io.github.quotary.domain.certificate.DnsName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whom to connect to.
 *
 * @param host server name
 * @param port port of the host
 * @param connectTo where to connect instead, if anywhere else
 * @param allowed which addresses may be connected to
 */
record CaptureTarget(
    DnsName host, int port, Optional<InetSocketAddress> connectTo, Predicate<InetAddress> allowed) {
  private static final int HTTPS = 443;

  /** The {@code Host} header's value. */
  String authority() {
    return port == HTTPS ? host.text() : host + ":" + port;
  }

  /** The first resolved address; fails unless it is allowed. */
  InetSocketAddress resolve() throws IOException {
    InetSocketAddress named =
        connectTo.orElse(InetSocketAddress.createUnresolved(host.text(), port));
    InetAddress address =
        named.isUnresolved() ? InetAddress.getByName(named.getHostString()) : named.getAddress();
    if (!allowed.test(address)) {
      throw new IOException("the address " + address.getHostAddress() + " is not allowed");
    }
    return new InetSocketAddress(address, named.getPort());
  }
}
