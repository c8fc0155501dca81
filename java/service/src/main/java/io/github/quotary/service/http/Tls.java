package io.github.quotary.service.http;

import io.github.quotary.service.config.Settings;
import io.github.quotary.service.exchange.ListenException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** TLS as it is configured. */
final class Tls {
  private static final int MAX_FILE = 1 << 20;

  private Tls() {}

  static void addTo(HttpServerOptions options, Settings.Tls tls) {
    ServerSSLOptions made = options(tls);
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
        .setKeyCertOptions(made.getKeyCertOptions())
        .setClientAuth(made.getClientAuth());
    if (made.getTrustOptions() != null) {
      options.setTrustOptions(made.getTrustOptions());
    }
  }

  /** The files as they are now. */
  static ServerSSLOptions options(Settings.Tls tls) {
    ServerSSLOptions options = new ServerSSLOptions();
    options
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertValue(read(tls.certificate()))
                .setKeyValue(read(tls.key())))
        .setUseAlpn(true)
        .setApplicationLayerProtocols(List.of("h2", "http/1.1"))
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
    tls.clientAuthorities()
        .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertValue(read(file))));
    options.setClientAuth(
        tls.clientAuthorities().isEmpty()
            ? ClientAuth.NONE
            : tls.areClientsRequired() ? ClientAuth.REQUIRED : ClientAuth.REQUEST);
    return options;
  }

  private static Buffer read(Path file) {
    try {
      if (Files.size(file) > MAX_FILE) {
        throw new ListenException(file + " has more than 1 MiB", new IOException("too large"));
      }
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ListenException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
