package io.github.quotary.tls.laboratory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.GuestFault;
import io.github.quotary.guest.provider.QuoteProvider;
import io.github.quotary.guest.provider.TeeQuote;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.verify.Verifier;
import io.github.quotary.verify.VerifierBuilder;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A TD of the simulator, and what a relying party needs to verify its quotes. Thread-safe. */
public final class SimulatedTd implements QuoteProvider {
  /** When its documents are valid. */
  public static final Instant AT = Scenario.upToDate().at();

  private static final Simulator SIMULATOR = Simulator.seeded(7);
  private static final HexFormat HEX = HexFormat.of();

  private final Scenario scenario;
  private final Evidence evidence;

  private SimulatedTd(Scenario scenario) {
    this.scenario = scenario;
    this.evidence = SIMULATOR.evidence(scenario);
  }

  /** A TD on a sound platform. */
  public static SimulatedTd sound() {
    return of(UnaryOperator.identity());
  }

  /** A TD of which something is otherwise. */
  public static SimulatedTd of(UnaryOperator<Scenario> change) {
    return new SimulatedTd(change.apply(Scenario.upToDate()));
  }

  /** A TD with another value of a field, in hexadecimal. */
  public static SimulatedTd with(TdField field, String hex) {
    return of(scenario -> scenario.withTd(td -> td.with(field, hex)));
  }

  @Override
  public String source() {
    return "a simulated TD";
  }

  @Override
  public Optional<GuestFault> unusable() {
    return Optional.empty();
  }

  @Override
  public Answer<TeeQuote> quote(byte[] reportData) {
    return Answer.given(
        new TeeQuote(
            ByteBuffer.wrap(bytes(reportData)), source(), Optional.empty(), Optional.empty()));
  }

  /** A quote over these report data. */
  public byte[] bytes(byte[] reportData) {
    return SIMULATOR
        .evidence(scenario.withTd(td -> td.with(TdField.REPORTDATA, HEX.formatHex(reportData))))
        .quote();
  }

  /** Its MRTD. */
  public Measurement mrTd() {
    return ((TdReport) Quote.copyOf(evidence.quote()).body()).mrTd();
  }

  /** A policy that accepts this TD alone. */
  public QuotePolicy policy() {
    return QuotePolicy.builder().accept(PolicyField.MR_TD, mrTd()).build();
  }

  /** Its collateral. */
  public Collateral collateral() {
    return Collateral.fromJson(evidence.collateralJson().getBytes(UTF_8));
  }

  /** The root of its Intel. */
  public TrustAnchor root() {
    return TrustAnchor.of(evidence.rootPem().getBytes(UTF_8));
  }

  /** A verifier that accepts this TD alone. */
  public Verifier verifier() {
    return verifierBuilder().build();
  }

  /** The same, to be changed. */
  public VerifierBuilder verifierBuilder() {
    return Verifier.builder()
        .trustAnchor(root())
        .policy(policy())
        .collateralSource(CollateralSource.of(collateral()));
  }
}
