package io.github.quotary.guest.agent;

import io.github.quotary.guest.exchange.TestAgent;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.Workload;
import io.github.quotary.simulator.domain.server.HttpExchangeLoop.Request;
import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.dstack.DstackEra;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

/** The agent of version 0.4, with all its calls that a guest is asked by. */
public final class OlderAgent {
  private static final String INFO = "/prpc/Tappd.Info";
  private static final String QUOTE = "/prpc/Tappd.RawQuote?report_data=";
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(1);

  private OlderAgent() {}

  /** Listens on this socket. */
  public static TestAgent start(Path socket) throws IOException {
    return TestAgent.answering(socket, OlderAgent::answer);
  }

  private static Reply answer(Request request) {
    if (request.target().equals(INFO)) {
      return Reply.json("{\"app_id\":\"" + "11".repeat(20) + "\"}");
    }
    if (request.target().startsWith(QUOTE)) {
      byte[] asked = HexFormat.of().parseHex(request.target().substring(QUOTE.length()));
      return Reply.json(LABORATORY.quote(Workload.of(DstackEra.V0_4), asked).rawQuoteJson());
    }
    return Reply.json("{\"error\":\"no such method\"}").withStatus(404);
  }
}
