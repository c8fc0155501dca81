package io.github.quotary.verify.mutation;

import io.github.quotary.simulator.spec.CertificateSpec;
import io.github.quotary.simulator.spec.PkiSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.StandardExtension;
import io.github.quotary.status.RejectReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Every component of the four certificates, and what other values lead to. */
final class CertificateComponents {
  private static final Function<Scenario, String> NOTHING = scenario -> Words.TRUSTED;

  /** The certificates, and the reasons in which they differ. */
  enum Owner {
    PCK(
        PkiSpec::pck,
        PkiSpec::withPck,
        Map.of(
            "subject", "PCK_CHAIN_PCK_MISSING",
            "issuer", "PCK_CHAIN_PCK_INVALID_ISSUER",
            "issuerKey", "PCK_CHAIN_PCK_INVALID_ISSUER",
            "pck", "PCK_CHAIN_UNSUPPORTED_FORMAT",
            "omitted", "PCK_CHAIN_UNSUPPORTED_FORMAT")),
    /** The PCK certificate goes on naming the other issuer, and the other key goes on signing. */
    INTERMEDIATE(
        PkiSpec::intermediate,
        PkiSpec::withIntermediate,
        Map.of(
            "subject", "PCK_CHAIN_INTERMEDIATE_MISSING",
            "key", "PCK_CHAIN_PCK_INVALID_ISSUER",
            "issuer", "PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER",
            "issuerKey", "PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER",
            "omitted", "PCK_CHAIN_UNSUPPORTED_FORMAT")),
    ROOT(
        PkiSpec::root,
        PkiSpec::withRoot,
        Map.of(
            "subject", "PCK_CHAIN_WITHOUT_ROOT",
            "key", "ROOT_KEY_NOT_TRUSTED",
            "issuer", "PCK_CHAIN_WITHOUT_ROOT",
            "issuerKey", "PCK_CHAIN_ROOT_INVALID_ISSUER",
            "omitted", "PCK_CHAIN_UNSUPPORTED_FORMAT")),
    /**
     * The key of the documents' signatures stays; where the issuer is unknown, so is the signer.
     */
    TCB_SIGNING(
        PkiSpec::tcbSigning,
        PkiSpec::withTcbSigning,
        Map.of(
            "subject", "TCB_INFO_SIGNER_MISSING",
            "key", "TCB_INFO_INVALID_SIGNATURE",
            "issuer", "TCB_INFO_SIGNER_MISSING",
            "issuerKey", "TCB_INFO_SIGNER_INVALID_ISSUER",
            "omitted", "ISSUER_CHAIN_UNSUPPORTED_FORMAT"));

    private final Function<PkiSpec, CertificateSpec> get;
    private final BiFunction<PkiSpec, CertificateSpec, PkiSpec> set;
    private final Map<String, String> reasons;

    Owner(
        Function<PkiSpec, CertificateSpec> get,
        BiFunction<PkiSpec, CertificateSpec, PkiSpec> set,
        Map<String, String> reasons) {
      this.get = get;
      this.set = set;
      this.reasons = reasons;
    }

    CertificateSpec of(Scenario scenario) {
      return get.apply(scenario.pki());
    }
  }

  private CertificateComponents() {}

  static List<SignedComponent> table() {
    List<SignedComponent> table = new ArrayList<>();
    for (Owner owner : Owner.values()) {
      add(table, owner, "subject", CertificateComponents::subject, s -> ofSubject(owner, s));
      add(
          table,
          owner,
          "key",
          (c, seed) -> c.withKey("stranger " + seed % 5),
          reason(owner, "key"));
      add(
          table,
          owner,
          "issuer",
          (c, seed) -> c.withIssuer("Strange CA " + seed),
          reason(owner, "issuer"));
      add(
          table,
          owner,
          "issuerKey",
          (c, seed) -> c.withIssuerKey("stranger " + seed % 5),
          reason(owner, "issuerKey"));
      add(
          table,
          owner,
          "serial",
          (c, seed) -> c.withSerial(BigInteger.valueOf(seed).add(BigInteger.ONE)),
          NOTHING);
      add(
          table,
          owner,
          "notBefore",
          (c, seed) -> c.withNotBefore(SignedComponent.day(seed)),
          s ->
              owner.of(s).notBefore().isAfter(s.at())
                  ? Words.TRUSTED + " fromTheFuture"
                  : Words.TRUSTED);
      add(
          table,
          owner,
          "notAfter",
          (c, seed) -> c.withNotAfter(SignedComponent.day(seed)),
          s ->
              owner.of(s).notAfter().isBefore(s.at()) ? Words.TRUSTED + " expired" : Words.TRUSTED);
      // What a certificate may be used for is never looked at.
      add(table, owner, "authority", (c, seed) -> c.withAuthority(!c.authority()), NOTHING);
      add(table, owner, "pck", (c, seed) -> c.withPck(!c.pck()), reason(owner, "pck"));
      add(table, owner, "omitted", CertificateComponents::without, reason(owner, "omitted"));
    }
    return List.copyOf(table);
  }

  private static void add(
      List<SignedComponent> table,
      Owner owner,
      String name,
      BiFunction<CertificateSpec, Long, CertificateSpec> change,
      Function<Scenario, String> expected) {
    table.add(
        new SignedComponent(
            owner.name(),
            name,
            (scenario, seed) ->
                scenario.withPki(
                    pki -> owner.set.apply(pki, change.apply(owner.get.apply(pki), seed))),
            expected));
  }

  /** Nothing, unless the owner's table has a reason. */
  private static Function<Scenario, String> reason(Owner owner, String name) {
    String reason = owner.reasons.getOrDefault(name, Words.TRUSTED);
    return scenario -> reason;
  }

  private static CertificateSpec subject(CertificateSpec certificate, long seed) {
    return certificate.withSubject(
        SignedComponent.pick(
            seed,
            "Somebody " + seed,
            certificate.subject() + " " + seed,
            "My " + certificate.subject()));
  }

  /** Certificates are found by a part of their names; issuers must be named in full. */
  private static String ofSubject(Owner owner, Scenario scenario) {
    boolean found = !owner.of(scenario).subject().startsWith("Somebody");
    return switch (owner) {
      case PCK, TCB_SIGNING -> found ? Words.TRUSTED : owner.reasons.get("subject");
      case INTERMEDIATE ->
          found ? RejectReason.PCK_CHAIN_PCK_INVALID_ISSUER.name() : owner.reasons.get("subject");
      case ROOT -> owner.reasons.get("subject");
    };
  }

  private static CertificateSpec without(CertificateSpec certificate, long seed) {
    StandardExtension[] all = StandardExtension.values();
    return certificate.without(all[(int) (seed % all.length)]);
  }
}
