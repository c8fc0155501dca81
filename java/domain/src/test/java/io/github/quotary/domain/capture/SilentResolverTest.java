package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.quotary.domain.dns.DnsAnswer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** A DNS server that says nothing is left in time, over UDP and over TCP. */
@Timeout(30)
class SilentResolverTest {
  private static final Duration TIME = Duration.ofMillis(500);
  private static final Name NAME = Name.fromConstantString("a.example.com.");

  private ServerSocket tcp;
  private DatagramSocket udp;

  @BeforeEach
  void listen() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    tcp = new ServerSocket(0, 5, loopback);
    udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()));
  }

  @AfterEach
  void close() throws IOException {
    udp.close();
    tcp.close();
  }

  private DnsAnswer ask() {
    InetSocketAddress server =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort());
    return DnsServers.at(server, TIME).ask(NAME, Type.CAA);
  }

  @Test
  void overUdp() {
    assertInstanceOf(DnsAnswer.Failed.class, ask());
  }

  /** The answer over UDP says that it was cut; the connection is taken, and nothing comes. */
  @Test
  void overTcpAfterUdp() {
    Thread server =
        new Thread(
            () -> {
              try {
                DatagramPacket question = new DatagramPacket(new byte[512], 512);
                udp.receive(question);
                Message answer = new Message(question.getData());
                answer.getHeader().setFlag(Flags.QR);
                answer.getHeader().setFlag(Flags.TC);
                byte[] bytes = answer.toWire();
                udp.send(new DatagramPacket(bytes, bytes.length, question.getSocketAddress()));
              } catch (IOException e) {
                // The test has ended.
              }
            },
            "truncating server");
    server.setDaemon(true);
    server.start();
    assertInstanceOf(DnsAnswer.Failed.class, ask());
  }
}
