package io.github.quotary.ingress.acme;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.quotary.domain.dns.DnsSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * An authority on a loopback port: Pebble, behind a front that does what Pebble does not. It
 * enforces CAA, gives renewal information, and fails when it is told to. Thread-safe.
 */
public final class TestCa implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> OWN_HEADERS =
      List.of("Connection", "Content-Length", "Transfer-Encoding", "Date");

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TestTls tls;
  private volatile CaForward forward;
  private volatile Optional<FreshAuthorizations> fresh = Optional.empty();
  private final Map<CaRequest.Kind, Deque<Fault>> faults = new EnumMap<>(CaRequest.Kind.class);
  private final List<CaRequest> requests = new CopyOnWriteArrayList<>();
  private final List<String> accounts = new CopyOnWriteArrayList<>();
  private volatile Optional<Watch> watch = Optional.empty();
  private volatile Optional<CaaEnforcement> caa = Optional.empty();
  private volatile Optional<Function<String, CaReply>> renewalInfo = Optional.empty();

  private TestCa(HttpsServer server, TestTls tls, Pebble pebble) throws Exception {
    this.server = server;
    this.tls = tls;
    handOnTo(pebble);
  }

  /** Starts a front, which shows Pebble's own certificate. */
  public static TestCa start(Pebble pebble, TestTls tls) throws Exception {
    // Without this, the JDK's server holds the end of each answer back for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls.server()));
    TestCa ca = new TestCa(server, tls, pebble);
    server.createContext("/", ca::handle);
    server.setExecutor(ca.threads);
    server.start();
    return ca;
  }

  /** Hands on to another Pebble from now on: an authority that has lost all that it knew. */
  public void handOnTo(Pebble other) throws Exception {
    forward = new CaForward(AcmeHttp.trusting(tls.rootPem()).tls().orElseThrow(), other.port());
    fresh = other.isReusing() ? Optional.empty() : Optional.of(new FreshAuthorizations());
  }

  /** Its directory. */
  public URI directory() {
    return URI.create(address() + "/dir");
  }

  private String address() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Enforces CAA from now on.
   *
   * @param issuer the authority's name in CAA records
   */
  public void enforceCaa(String issuer, DnsSource dns) {
    caa = Optional.of(new CaaEnforcement(issuer, dns));
  }

  /**
   * Gives renewal information from now on.
   *
   * @param answer by the certificate's identifier
   */
  public void renewalInfo(Function<String, CaReply> answer) {
    renewalInfo = Optional.of(answer);
  }

  /** Sees each request when it comes, and when its answer is on its way. */
  public interface Watch {
    /** Whether it is to be handled at all. */
    boolean before(CaRequest request);

    /** It was handled. */
    void after(CaRequest request);
  }

  /** Shows somebody all requests from now on. */
  public void watch(Watch by) {
    watch = Optional.of(by);
  }

  /** The address of each account that was made, also of those that were lost since. */
  public List<String> accounts() {
    return List.copyOf(accounts);
  }

  /** How a request fails. */
  public sealed interface Fault {
    /** This answer, and Pebble hears nothing. */
    record Answer(CaReply reply) implements Fault {}

    /** The connection ends without an answer. */
    record Cut(boolean isHandedOn) implements Fault {}

    /** Pebble's answer with another body. */
    record Garbled(String body) implements Fault {}
  }

  /** The next requests of a kind fail so, one after the other. */
  public void fail(CaRequest.Kind kind, Fault... planned) {
    synchronized (faults) {
      faults.computeIfAbsent(kind, k -> new ArrayDeque<>()).addAll(List.of(planned));
    }
  }

  public void fail(CaRequest.Kind kind, CaReply reply) {
    fail(kind, new Fault.Answer(reply));
  }

  /** Plans no more faults, and forgets what came in. */
  public void calm() {
    synchronized (faults) {
      faults.clear();
    }
    requests.clear();
  }

  /** What came in, of one kind, but for what is sent again because Pebble refused its nonce. */
  public List<CaRequest> requests(CaRequest.Kind kind) {
    return requests.stream().filter(request -> request.kind() == kind).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    CaRequest request;
    try (exchange) {
      request =
          new CaRequest(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              headers(exchange),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      if (watch.isPresent() && !watch.get().before(request)) {
        return;
      }
      Optional<CaReply> reply = reply(request);
      if (reply.isPresent()) {
        reply(exchange, reply.get());
      }
    } catch (RuntimeException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    watch.ifPresent(by -> by.after(request));
  }

  /** Empty for a cut connection. */
  private Optional<CaReply> reply(CaRequest request) throws IOException {
    Optional<Fault> planned = next(request.kind());
    if (planned.isPresent() && planned.get() instanceof Fault.Answer answer) {
      return Optional.of(answer.reply());
    }
    if (planned.isPresent() && planned.get() instanceof Fault.Cut cut) {
      if (cut.isHandedOn()) {
        regular(request);
      }
      return Optional.empty();
    }
    CaReply regular = regular(request);
    return Optional.of(
        planned.isPresent() && planned.get() instanceof Fault.Garbled garbled
            ? regular.withBody(garbled.body())
            : regular);
  }

  private CaReply regular(CaRequest request) throws IOException {
    String url = address() + request.path();
    if (request.kind() == CaRequest.Kind.RENEWAL_INFO && renewalInfo.isPresent()) {
      return renewalInfo.get().apply(request.path().substring("/renewal-info/".length()));
    }
    if (caa.isPresent()) {
      Optional<CaReply> refusal = caa.get().refusal(request, url);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    CaReply reply =
        forward.send(
            request.method(),
            request.path(),
            request.headers(),
            request.body().getBytes(StandardCharsets.UTF_8));
    if (request.kind() == CaRequest.Kind.ACCOUNT && reply.status() == 201) {
      accounts.add(reply.headers().get("Location"));
    }
    if (request.kind() == CaRequest.Kind.NEW_ORDER && fresh.isPresent()) {
      reply = fresh.get().of(reply);
    }
    if (reply.isBadNonce()) {
      requests.remove(request);
    }
    if (request.kind() == CaRequest.Kind.DIRECTORY && renewalInfo.isPresent()) {
      ObjectNode directory = (ObjectNode) JSON.readTree(reply.body());
      return reply.withBody(directory.put("renewalInfo", address() + "/renewal-info").toString());
    }
    return caa.isPresent() ? caa.get().seen(request, url, reply) : reply;
  }

  private Optional<Fault> next(CaRequest.Kind kind) {
    synchronized (faults) {
      return Optional.ofNullable(faults.get(kind)).map(Deque::poll);
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : List.of("Host", "Content-Type", "Accept", "User-Agent")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  private static void reply(HttpExchange exchange, CaReply reply) throws IOException {
    reply
        .headers()
        .forEach(
            (name, value) -> {
              if (OWN_HEADERS.stream().noneMatch(name::equalsIgnoreCase)) {
                exchange.getResponseHeaders().add(name, value);
              }
            });
    byte[] body = exchange.getRequestMethod().equals("HEAD") ? new byte[0] : reply.bytes();
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
