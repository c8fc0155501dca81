package io.github.quotary.domain.capture;

import io.github.quotary.domain.exchange.SettledResolver;
import io.github.quotary.domain.exchange.TcpResolver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.SimpleResolver;

/** A server that is asked over UDP, and over TCP where an answer does not fit. */
final class DnsOverUdp extends SettledResolver {
  private final SimpleResolver udp;
  private final TcpResolver tcp;

  /**
   * A resolver.
   *
   * @param time for each question by either way
   */
  DnsOverUdp(InetSocketAddress server, Duration time) {
    udp = new SimpleResolver(server);
    udp.setTimeout(time);
    udp.setIgnoreTruncation(true);
    tcp = new TcpResolver(server, time, Optional.empty());
  }

  @Override
  public Message send(Message query) throws IOException {
    Message answer = udp.send(query);
    return answer.getHeader().getFlag(Flags.TC) ? tcp.send(query) : answer;
  }
}
