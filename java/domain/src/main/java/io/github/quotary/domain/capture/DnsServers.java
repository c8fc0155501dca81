package io.github.quotary.domain.capture;

import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.dns.ResolverDns;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

/**
 * DNS servers that are asked, each question within a time. Their answers have 65,535 bytes at most;
 * connections are closed when an answer has come or its time is over.
 */
public final class DnsServers {
  private static final InetSocketAddress LOCAL =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), SimpleResolver.DEFAULT_PORT);

  private DnsServers() {}

  /**
   * The servers that the system asks, over UDP, and over TCP where an answer does not fit. That an
   * answer is signed is not believed.
   *
   * @param time for a question, to each server
   */
  public static DnsSource ofSystem(Duration time) {
    List<InetSocketAddress> named = ResolverConfig.getCurrentConfig().servers();
    List<Resolver> servers = new ArrayList<>();
    for (InetSocketAddress address : named.isEmpty() ? List.of(LOCAL) : named) {
      servers.add(new DnsOverUdp(address, time));
    }
    ExtendedResolver all = new ExtendedResolver(servers);
    all.setTimeout(time);
    return ResolverDns.of(all);
  }

  /**
   * One server, over UDP, and over TCP where an answer does not fit. That an answer is signed is
   * not believed.
   */
  public static DnsSource at(InetSocketAddress address, Duration time) {
    return ResolverDns.of(new DnsOverUdp(address, time));
  }

  /**
   * A server that is asked over HTTPS (RFC 8484), and believed when it says that an answer is
   * signed.
   */
  public static DnsSource overHttps(URI address, Duration time) {
    return ResolverDns.believing(new DnsOverHttp(address, time));
  }
}
