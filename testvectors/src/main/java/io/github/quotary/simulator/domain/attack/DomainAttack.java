package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.VerifierMaterial;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A way to make a domain look attested that is not, with the check that must stop it.
 *
 * <p>The policy to hold it against is that of an honest operator, {@link
 * VerifierMaterial#policyJson} of the attacked site's {@link DomainSite#trust()}, with {@link
 * #required()}.
 *
 * @param id its name: {@code gateway-} or {@code custom-}, then lower-case words joined by hyphens
 * @param about what the attacker does, in one line
 * @param kind what kind of domain it is made against
 * @param check id of the check that must stop it, such as {@code RD-G1}
 * @param status {@code FAIL} or {@code INCOMPLETE}, which that check must have
 * @param required ids of checks that the policy has to demand beyond the mandatory ones
 * @param recipe how it is made
 */
public record DomainAttack(
    String id,
    String about,
    DomainKind kind,
    String check,
    String status,
    Set<String> required,
    Function<DomainLaboratory, DomainSite> recipe) {

  /** Copies the set. */
  public DomainAttack {
    required = Set.copyOf(required);
  }

  static DomainAttack fails(
      DomainKind kind,
      String name,
      String check,
      String about,
      Function<DomainLaboratory, DomainSite> recipe) {
    String id = (kind == DomainKind.GATEWAY ? "gateway-" : "custom-") + name;
    return new DomainAttack(id, about, kind, check, "FAIL", Set.of(), recipe);
  }

  /** The same that leaves the check undecided. */
  DomainAttack leavesIncomplete() {
    return new DomainAttack(id, about, kind, check, "INCOMPLETE", required, recipe);
  }

  /** The same that only a policy stops which demands the check. */
  DomainAttack ifRequired() {
    return new DomainAttack(id, about, kind, check, status, Set.of(check), recipe);
  }

  /** All attacks. */
  public static List<DomainAttack> all() {
    return Stream.of(
            WorkloadAttacks.of(DomainKind.GATEWAY),
            WorkloadAttacks.of(DomainKind.CUSTOM),
            QuoteAttacks.of(DomainKind.GATEWAY),
            QuoteAttacks.of(DomainKind.CUSTOM),
            EventLogAttacks.of(DomainKind.GATEWAY),
            EventLogAttacks.of(DomainKind.CUSTOM),
            ConnectionAttacks.of(DomainKind.GATEWAY),
            ConnectionAttacks.of(DomainKind.CUSTOM),
            GatewayAttacks.all(),
            ManifestAttacks.all(),
            CertificateAttacks.all(),
            CaaAttacks.of(DomainKind.GATEWAY),
            CaaAttacks.of(DomainKind.CUSTOM),
            CaaAttacks.ofWildcards(),
            TransparencyAttacks.of(DomainKind.GATEWAY),
            TransparencyAttacks.of(DomainKind.CUSTOM),
            RoutingAttacks.all(),
            ChallengeAttacks.all())
        .flatMap(List::stream)
        .toList();
  }

  /** The attack of this name. */
  public static Optional<DomainAttack> named(String id) {
    return all().stream().filter(attack -> attack.id().equals(id)).findFirst();
  }

  /** The site that the attacker shows, with what the honest operator would have pinned. */
  public DomainSite site(DomainLaboratory laboratory) {
    return recipe.apply(laboratory);
  }

  @Override
  public String toString() {
    return id;
  }
}
