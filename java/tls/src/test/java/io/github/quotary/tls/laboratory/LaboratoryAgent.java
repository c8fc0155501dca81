package io.github.quotary.tls.laboratory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.guest.agent.AgentProtocol;
import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.Workload;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** dstack's guest agent of the laboratory, on a Unix-domain socket. */
public final class LaboratoryAgent implements AutoCloseable {
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(11);

  private final Workload workload;
  private final DomainSite site;
  private final Path socket;
  private final io.github.quotary.simulator.domain.GuestAgent.Running running;

  private LaboratoryAgent(Workload workload, DomainSite site, Path socket) throws IOException {
    this.workload = workload;
    this.site = site;
    this.socket = socket;
    this.running = LABORATORY.guestAgent(workload).start(socket);
  }

  /** The agent of an honest workload, on a new socket in this folder. */
  public static LaboratoryAgent start(Path folder) throws IOException {
    return start(folder, UnaryOperator.identity());
  }

  /** The agent of a workload of which something is otherwise. */
  public static LaboratoryAgent start(Path folder, UnaryOperator<Workload> change)
      throws IOException {
    CustomPlan plan = CustomPlan.of("app.example.com");
    return new LaboratoryAgent(
        change.apply(plan.workload()), LABORATORY.custom(plan), folder.resolve("dstack.sock"));
  }

  /** Our client of it. */
  public GuestAgent agent() {
    return GuestAgent.at(AgentProtocol.DSTACK, socket);
  }

  /** When its documents are valid. */
  public Instant at() {
    return site.at();
  }

  /** A verifier that accepts the honest workload alone. */
  public Verifier verifier() {
    byte[] quote = LABORATORY.quote(workload, new byte[64]).quote();
    return Verifier.builder()
        .trustAnchor(TrustAnchor.of(site.trust().tdxRootPem().getBytes(UTF_8)))
        .policy(
            QuotePolicy.builder()
                .accept(PolicyField.MR_TD, ((TdReport) Quote.copyOf(quote).body()).mrTd())
                .build())
        .collateralSource(
            CollateralSource.of(Collateral.fromJson(site.trust().collateralJson().getBytes(UTF_8))))
        .build();
  }

  @Override
  public void close() {
    running.close();
  }
}
