package io.github.quotary.domain.architecture.planted.report;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;

/** Opens connections where reports are made. */
final class Caller {
  private Caller() {}

  @Breaks(DomainRule.OPENS_CONNECTIONS_IN_CAPTURE)
  static void call(Socket socket) {}

  @Breaks(DomainRule.OPENS_CONNECTIONS_IN_CAPTURE)
  static void fetch(HttpClient client) {}

  @Breaks(DomainRule.OPENS_CONNECTIONS_IN_CAPTURE)
  static void stream(SocketChannel channel) {}

  @Breaks(DomainRule.OPENS_CONNECTIONS_IN_CAPTURE)
  static void make() throws IOException {
    SocketFactory.getDefault().createSocket();
  }
}
