package io.github.quotary.cli.domain;

import io.github.quotary.domain.capture.DomainCapture;
import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.evidence.input.InputException;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creates captures from the command's options. */
final class Captures {
  private static final Pattern ADDRESS = Pattern.compile("\\[?([^\\]]+?)\\]?:([0-9]{1,5})");
  private static final int MAX_PORT = 0xffff;

  private Captures() {}

  /**
   * A capture.
   *
   * @param connectTo address and port to connect to instead of the host's
   * @param port the host's port
   * @param webPki who may issue the host's certificate
   */
  static DomainCapture capture(@Nullable String connectTo, int port, WebPki webPki) {
    DomainCapture.Builder capture = DomainCapture.builder().webPki(webPki).port(port);
    if (connectTo != null) {
      capture.connectTo(address(connectTo));
    }
    return capture.build();
  }

  private static InetSocketAddress address(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (!address.matches() || Integer.parseInt(address.group(2)) > MAX_PORT) {
      throw new InputException(
          "'" + text + "' is not a valid address and port; write it like 127.0.0.1:8443");
    }
    return InetSocketAddress.createUnresolved(address.group(1), Integer.parseInt(address.group(2)));
  }
}
