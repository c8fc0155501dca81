package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.domain.server.HttpExchangeLoop;
import io.github.quotary.simulator.domain.server.HttpExchangeLoop.Request;
import io.github.quotary.simulator.domain.server.Listening;
import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.domain.server.ServerKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A site served over TLS on a port of the loopback interface. Connect to {@link #address()} and
 * send the site's host as server name. Thread-safe.
 */
public final class LaboratoryServer implements AutoCloseable {
  private final DomainSite site;
  private final ServerSocket socket;
  private final Listening listening;
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  private LaboratoryServer(DomainSite site) throws IOException {
    this.site = site;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listening = Listening.start(socket, socket::accept, this::serve);
  }

  static LaboratoryServer start(DomainSite site) {
    try {
      return new LaboratoryServer(site);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens: an address of the loopback interface. */
  public InetSocketAddress address() {
    return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
  }

  /** Connections accepted so far. */
  public int connections() {
    return connections.get();
  }

  /** Request targets so far, in the order of their arrival. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void serve(Socket connection, CountDownLatch closed)
      throws IOException, InterruptedException {
    int number = connections.getAndIncrement();
    // Head and body are two writes; the second would wait for the client's acknowledgement.
    connection.setTcpNoDelay(true);
    SSLContext context = ServerKeys.context(site.conduct().certificates(site, number));
    try (SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(connection, null, true)) {
      tls.setEnabledProtocols(site.conduct().protocols().toArray(String[]::new));
      HttpExchangeLoop loop =
          new HttpExchangeLoop(tls.getInputStream(), tls.getOutputStream(), closed);
      loop.run(new Router()::reply, site.conduct().closesAfterEachAnswer());
    }
  }

  /**
   * What one connection is served. The proxy in front of evidence looks at the first request only:
   * a connection that began elsewhere never reaches the evidence.
   */
  private final class Router {
    private @Nullable Boolean evidence;

    Reply reply(Request request) {
      requests.add(request.target());
      if (evidence == null) {
        evidence = request.target().startsWith("/evidences");
      }
      if (site.kind() == DomainKind.CUSTOM && !evidence) {
        return Reply.text("the application\n");
      }
      if (!request.method().equals("GET")) {
        return Reply.empty(405);
      }
      if (request.target().startsWith(ChallengeDesk.PATH)) {
        return site.challenge().apply(request.target());
      }
      Reply reply = site.documents().get(request.target());
      return reply == null ? Reply.empty(404) : reply;
    }
  }

  @Override
  public void close() {
    listening.close();
  }
}
