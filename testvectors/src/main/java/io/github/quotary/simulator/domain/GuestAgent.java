package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.domain.server.AgentRequest;
import io.github.quotary.simulator.domain.server.HttpExchangeLoop;
import io.github.quotary.simulator.domain.server.HttpExchangeLoop.Request;
import io.github.quotary.simulator.domain.server.Listening;
import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.octets.Json;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Map;

/**
 * dstack's guest agent on a Unix-domain socket: HTTP/1.1, parameters in the query or as a JSON
 * object, bytes in hex. It knows {@code /Info}, {@code /GetQuote}, {@code /Attest}, {@code
 * /GetTlsKey}, {@code /GetKey}, {@code /Version} and the older {@code /prpc/Tappd.Info}, {@code
 * /prpc/Tappd.RawQuote} and {@code /prpc/Tappd.TdxQuote}; anything else is answered with 404, a
 * faulty parameter with 400 and {@code {"error":...}}.
 *
 * <pre>{@code
 * Path socket = folder.resolve("dstack.sock");
 * try (GuestAgent.Running agent = laboratory.guestAgent(workload).start(socket)) {
 *   // curl --unix-socket dstack.sock 'http://dstack/GetQuote?report_data=00ff'
 * }
 * }</pre>
 */
public final class GuestAgent {
  private final Attestor attestor;
  private final AgentKeys keys;

  GuestAgent(Attestor attestor) {
    this.attestor = attestor;
    this.keys = new AgentKeys(attestor);
  }

  /** A started agent; closing it removes nothing but the listener. */
  public interface Running extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Listens on a socket of this path, which must not exist; its length is limited to about 100
   * characters by the operating system.
   */
  public Running start(Path socket) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(socket));
    Listening listening =
        Listening.start(
            channel,
            channel::accept,
            (connection, closed) ->
                new HttpExchangeLoop(
                        Channels.newInputStream(connection),
                        Channels.newOutputStream(connection),
                        closed)
                    .run(this::answer, false));
    return listening::close;
  }

  /** The answer to a request without any socket. */
  Reply answer(Request request) {
    try {
      AgentRequest asked = AgentRequest.of(request);
      return switch (asked.path()) {
        case "/Info", "/prpc/Tappd.Info" -> Reply.json(AppInfo.of(attestor));
        case "/Version" -> Reply.json("{\"version\":\"" + era() + "\",\"rev\":\"simulated\"}");
        case "/GetQuote" -> Reply.json(attestor.quote(asked.reportData()).getQuoteJson());
        case "/Attest" ->
            Reply.json(
                Json.strings(Map.of("attestation", attestor.attestation(asked.reportData()))));
        case "/GetTlsKey" -> Reply.json(keys.tlsKey(asked));
        case "/GetKey" -> Reply.json(keys.key(asked));
        case "/prpc/Tappd.RawQuote" ->
            Reply.json(attestor.quote(asked.reportData()).rawQuoteJson());
        case "/prpc/Tappd.TdxQuote" ->
            Reply.json(
                attestor
                    .quote(asked.hashedReportData())
                    .tdxQuoteJson(asked.hashAlgorithm(), asked.prefix()));
        default -> error(404, "no such method");
      };
    } catch (IllegalArgumentException e) {
      return error(400, String.valueOf(e.getMessage()));
    }
  }

  private String era() {
    return attestor.workload().app().era().id();
  }

  private static Reply error(int status, String problem) {
    return Reply.json(Json.strings(Map.of("error", problem))).withStatus(status);
  }
}
