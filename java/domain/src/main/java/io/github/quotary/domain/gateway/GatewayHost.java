package io.github.quotary.domain.gateway;

import io.github.quotary.domain.certificate.DnsName;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a host name means to a dstack gateway: {@code gateway.<base>} is the gateway itself; {@code
 * <id>[-<port>][s|g].<base>} is an app behind it, {@code <id>} being an app's or an instance's 20
 * bytes in hexadecimal.
 */
public sealed interface GatewayHost {
  /** The label under which a gateway answers for itself. */
  String LABEL = "gateway";

  /** The requested name. */
  DnsName host();

  /** The domain that the gateway's wildcard certificate is for. */
  String base();

  /** The name to connect to for the gateway's own evidence. */
  default DnsName evidenceHost() {
    return new DnsName(LABEL + "." + base());
  }

  /** Whether the gateway's certificate is what a visitor of this name sees. */
  default boolean isServedByGateway() {
    return true;
  }

  /**
   * The gateway itself, by its own label or by its base domain.
   *
   * @param host the name
   * @param base its base domain
   */
  record Gateway(DnsName host, String base) implements GatewayHost {}

  /**
   * An app behind the gateway.
   *
   * @param host the name
   * @param base the gateway's base domain
   * @param id the app or the instance, 40 hexadecimal digits
   * @param port the app's port; the gateway has a default
   * @param mode where the TLS connection ends
   */
  record App(DnsName host, String base, String id, OptionalInt port, Mode mode)
      implements GatewayHost {
    @Override
    public boolean isServedByGateway() {
      return mode != Mode.PASSTHROUGH;
    }
  }

  /** Where the TLS connection to an app ends. */
  enum Mode {
    /** It ends in the gateway, which speaks HTTP/1.1 or any other protocol to the app. */
    TERMINATED,
    /** It ends in the gateway, which speaks HTTP/2 to the app; suffix {@code g}. */
    HTTP2,
    /**
     * It ends in the app, and does not involve the gateway's certificate; suffix {@code s}. Only
     * the app's own evidence counts.
     */
    PASSTHROUGH
  }

  /** Whether a name's first label is that of an app behind a gateway. */
  static boolean isApp(DnsName host) {
    return AppLabel.read(host).isPresent();
  }

  /**
   * Parses a name.
   *
   * @throws IllegalArgumentException if its base is too long for {@link #evidenceHost()}
   */
  static GatewayHost of(DnsName host) {
    return of(host, Optional.empty());
  }

  /**
   * Parses a name.
   *
   * @param base the gateway's base domain, if it is known; else it is what follows the first label,
   *     or the whole name if the first label is neither {@code gateway} nor an app's
   * @throws IllegalArgumentException if the name is not one label below the base, nor the base, or
   *     if the base is too long for {@link #evidenceHost()}
   */
  static GatewayHost of(DnsName host, Optional<DnsName> base) {
    GatewayHost parsed = parse(host, base);
    if (!DnsName.isCanonical(LABEL + "." + parsed.base())) {
      throw new IllegalArgumentException(
          LABEL + "." + parsed.base() + " is too long for a DNS name");
    }
    return parsed;
  }

  private static GatewayHost parse(DnsName host, Optional<DnsName> base) {
    if (base.filter(host::equals).isPresent()) {
      return new Gateway(host, host.text());
    }
    if (base.filter(name -> !host.rest().equals(name.text())).isPresent()) {
      throw new IllegalArgumentException(
          host + " is not one label below " + base.get() + ", so its gateway does not serve it");
    }
    if (host.firstLabel().equals(LABEL)) {
      return new Gateway(host, host.rest());
    }
    Optional<GatewayHost> app = AppLabel.read(host);
    return app.orElseGet(() -> new Gateway(host, base.orElse(host).text()));
  }
}
