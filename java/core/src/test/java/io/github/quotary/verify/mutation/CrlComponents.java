package io.github.quotary.verify.mutation;

import io.github.quotary.simulator.spec.CrlSpec;
import io.github.quotary.simulator.spec.PkiSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.RejectReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Every component of both revocation lists, and what other values lead to. */
final class CrlComponents {
  private static final BigInteger STRANGER = BigInteger.valueOf(0x1234567);

  /** The lists, and the reasons in which they differ. */
  enum Owner {
    ROOT_CRL(
        PkiSpec::rootCrl,
        PkiSpec::withRootCrl,
        RejectReason.PCK_CHAIN_ROOT_CRL_UNKNOWN_ISSUER,
        RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE,
        RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_EXTENSIONS),
    PCK_CRL(
        PkiSpec::pckCrl,
        PkiSpec::withPckCrl,
        RejectReason.PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER,
        RejectReason.PCK_CHAIN_PCK_CRL_INVALID_SIGNATURE,
        RejectReason.PCK_CHAIN_PCK_CRL_INVALID_EXTENSIONS);

    private final Function<PkiSpec, CrlSpec> get;
    private final BiFunction<PkiSpec, CrlSpec, PkiSpec> set;
    private final RejectReason unknownIssuer;
    private final RejectReason invalidSignature;
    private final RejectReason invalidExtensions;

    Owner(
        Function<PkiSpec, CrlSpec> get,
        BiFunction<PkiSpec, CrlSpec, PkiSpec> set,
        RejectReason unknownIssuer,
        RejectReason invalidSignature,
        RejectReason invalidExtensions) {
      this.get = get;
      this.set = set;
      this.unknownIssuer = unknownIssuer;
      this.invalidSignature = invalidSignature;
      this.invalidExtensions = invalidExtensions;
    }

    CrlSpec of(Scenario scenario) {
      return get.apply(scenario.pki());
    }
  }

  private CrlComponents() {}

  static List<SignedComponent> table() {
    List<SignedComponent> table = new ArrayList<>();
    for (Owner owner : Owner.values()) {
      add(
          table,
          owner,
          "issuer",
          (pki, seed) -> owner.get.apply(pki).withIssuer("Strange CA " + seed),
          s -> owner.unknownIssuer.name());
      add(
          table,
          owner,
          "issuerKey",
          (pki, seed) -> owner.get.apply(pki).withIssuerKey("stranger " + seed % 5),
          s -> owner.invalidSignature.name());
      add(
          table,
          owner,
          "thisUpdate",
          (pki, seed) -> owner.get.apply(pki).withThisUpdate(SignedComponent.day(seed)),
          s ->
              owner.of(s).thisUpdate().isAfter(s.at())
                  ? Words.TRUSTED + " expired"
                  : Words.TRUSTED);
      add(
          table,
          owner,
          "nextUpdate",
          (pki, seed) -> owner.get.apply(pki).withNextUpdate(SignedComponent.day(seed)),
          s ->
              owner.of(s).nextUpdate().isBefore(s.at())
                  ? Words.TRUSTED + " expired"
                  : Words.TRUSTED);
      add(
          table,
          owner,
          "number",
          (pki, seed) ->
              seed % 2 == 0
                  ? owner.get.apply(pki).withoutNumber()
                  : owner.get.apply(pki).withNumber(seed),
          s ->
              owner.of(s).number().isPresent()
                  ? Words.TRUSTED
                  : RejectReason.CRL_UNSUPPORTED_FORMAT.name());
      add(
          table,
          owner,
          "authorityKeyIdentifier",
          (pki, seed) -> owner.get.apply(pki).withoutAuthorityKeyIdentifier(),
          s -> owner.invalidExtensions.name());
      add(
          table,
          owner,
          "revoked",
          (pki, seed) ->
              owner.get.apply(pki).revoking(STRANGER).revoking(serials(pki).get((int) (seed % 5))),
          s -> ofRevoked(owner, s));
    }
    return List.copyOf(table);
  }

  private static void add(
      List<SignedComponent> table,
      Owner owner,
      String name,
      BiFunction<PkiSpec, Long, CrlSpec> change,
      Function<Scenario, String> expected) {
    table.add(
        new SignedComponent(
            owner.name(),
            name,
            (scenario, seed) ->
                scenario.withPki(pki -> owner.set.apply(pki, change.apply(pki, seed))),
            expected));
  }

  private static List<BigInteger> serials(PkiSpec pki) {
    return List.of(
        pki.pck().serial(),
        pki.intermediate().serial(),
        pki.root().serial(),
        pki.tcbSigning().serial(),
        STRANGER.add(BigInteger.ONE));
  }

  /** Each list counts for what its issuer issued; the root's for itself too. */
  private static String ofRevoked(Owner owner, Scenario scenario) {
    PkiSpec pki = scenario.pki();
    List<BigInteger> revoked = owner.of(scenario).revoked();
    if (owner == Owner.PCK_CRL) {
      return revoked.contains(pki.pck().serial())
          ? RejectReason.PCK_CHAIN_PCK_REVOKED.name()
          : Words.TRUSTED;
    }
    if (revoked.contains(pki.intermediate().serial())) {
      return RejectReason.PCK_CHAIN_INTERMEDIATE_REVOKED.name();
    }
    if (revoked.contains(pki.root().serial())) {
      return RejectReason.PCK_CHAIN_ROOT_REVOKED.name();
    }
    return revoked.contains(pki.tcbSigning().serial())
        ? RejectReason.TCB_INFO_SIGNER_REVOKED.name()
        : Words.TRUSTED;
  }
}
