package io.github.quotary.cli.option;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.evidence.input.PolicyFiles;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.Verifier;
import io.github.quotary.verify.VerifierBuilder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a verifier: root, generation, policy, engine. */
public final class VerifierOptions {
  @Mixin private TrustAnchorOption anchor;

  @Mixin private GenerationOption generation;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Policy as JSON, instead of the strict one; 'quotary policy check' explains it.")
  private @Nullable Path policy;

  @Mixin private IdentityOptions identity;

  @Mixin private EngineOption engine;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  VerifierOptions() {}

  public TrustAnchorOption anchor() {
    return anchor;
  }

  public QvlGeneration generation() {
    return generation.generation();
  }

  /** The given policy, or the strict one; with the identity that was given. */
  public QuotePolicy policy() {
    return policy(Optional::empty);
  }

  /** The given policy, or else the input's, or else the strict one; with the given identity. */
  public QuotePolicy policy(Supplier<Optional<QuotePolicy>> ofInput) {
    return identity.addTo(
        Optional.ofNullable(policy)
            .map(PolicyFiles::read)
            .or(ofInput)
            .orElseGet(QuotePolicy::strict));
  }

  /** The file of {@code --policy}. */
  public Optional<Path> policyFile() {
    return Optional.ofNullable(policy);
  }

  public EngineOption engine() {
    return engine;
  }

  /** A builder for this generation that lacks only its source of collateral. */
  public VerifierBuilder builder(TrustAnchor root, QuotePolicy demands, EcdsaP256 chosen) {
    return Verifier.builder()
        .trustAnchor(root)
        .generation(generation())
        .engine(chosen)
        .policy(demands);
  }
}
