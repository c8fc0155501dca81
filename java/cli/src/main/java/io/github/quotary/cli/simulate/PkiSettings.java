package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.CertificateSpec;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.simulator.spec.CrlSpec;
import io.github.quotary.simulator.spec.PkiSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.StandardExtension;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Certificates, revocation lists, and which chain goes where. */
final class PkiSettings {
  private static final Lens<PkiSpec> PKI = Lens.of(Scenario::pki, Scenario::withPki);
  private static final int LONGEST_SERIAL = 20;

  /** The certificates by the names that chains are written with. */
  private static final Map<String, Function<PkiSpec, CertificateSpec>> CERTIFICATES =
      Map.of(
          "anchor", PkiSpec::anchor,
          "root", PkiSpec::root,
          "intermediate", PkiSpec::intermediate,
          "pck", PkiSpec::pck,
          "tcbSigning", PkiSpec::tcbSigning);

  private PkiSettings() {}

  static List<Section> sections() {
    List<Setting> certificates = new ArrayList<>();
    certificates.addAll(certificate("anchor", PKI.part(PkiSpec::anchor, PkiSpec::withAnchor)));
    certificates.addAll(certificate("root", PKI.part(PkiSpec::root, PkiSpec::withRoot)));
    certificates.addAll(
        certificate("intermediate", PKI.part(PkiSpec::intermediate, PkiSpec::withIntermediate)));
    certificates.addAll(certificate("pck", PKI.part(PkiSpec::pck, PkiSpec::withPck)));
    certificates.addAll(
        certificate("tcbSigning", PKI.part(PkiSpec::tcbSigning, PkiSpec::withTcbSigning)));
    List<Setting> lists = new ArrayList<>();
    lists.addAll(crl("rootCrl", PKI.part(PkiSpec::rootCrl, PkiSpec::withRootCrl)));
    lists.addAll(crl("pckCrl", PKI.part(PkiSpec::pckCrl, PkiSpec::withPckCrl)));
    return List.of(
        new Section(
            "certificates: the anchor is what is to be trusted, the root what the chains carry",
            certificates),
        new Section("revocation lists", lists),
        new Section("chains, and the signers of the documents", chainsAndSigners()));
  }

  private static List<Setting> certificate(String name, Lens<CertificateSpec> certificate) {
    return new Fields<>("pki." + name, certificate)
        .add(
            "subject",
            Value.text(),
            CertificateSpec::subject,
            CertificateSpec::withSubject,
            "common name of the subject")
        .add(
            "key",
            Value.text(),
            CertificateSpec::key,
            CertificateSpec::withKey,
            "name of the subject's key pair")
        .add(
            "issuer",
            Value.text(),
            CertificateSpec::issuer,
            CertificateSpec::withIssuer,
            "common name of the issuer")
        .add(
            "issuerKey",
            Value.text(),
            CertificateSpec::issuerKey,
            CertificateSpec::withIssuerKey,
            "name of the key pair that signs")
        .add(
            "serial",
            serial(),
            CertificateSpec::serial,
            CertificateSpec::withSerial,
            "serial number")
        .add(
            "notBefore",
            Value.certificateDate(),
            CertificateSpec::notBefore,
            CertificateSpec::withNotBefore,
            "start of validity")
        .add(
            "notAfter",
            Value.certificateDate(),
            CertificateSpec::notAfter,
            CertificateSpec::withNotAfter,
            "end of validity")
        .add(
            "authority",
            Value.flag(),
            CertificateSpec::authority,
            CertificateSpec::withAuthority,
            "whether it has the basic constraints and key usage of a CA")
        .add(
            "omitted",
            Value.listOf(Value.choice(StandardExtension.class)),
            c -> c.omitted().stream().sorted().toList(),
            (c, v) -> c.withOmitted(Set.copyOf(v)),
            "extensions left out")
        .list();
  }

  private static Value<BigInteger> serial() {
    Value<String> hex = Value.hexUpTo(LONGEST_SERIAL);
    return new Value<>(
        "a positive number of up to 20 bytes in hex",
        text -> {
          BigInteger serial = new BigInteger("0" + hex.parse(text), 16);
          if (serial.signum() == 0) {
            throw new IllegalArgumentException("zero");
          }
          return serial;
        },
        serial -> {
          String digits = serial.toString(16);
          return digits.length() % 2 == 0 ? digits : "0" + digits;
        });
  }

  private static List<Setting> crl(String name, Lens<CrlSpec> crl) {
    return new Fields<>("pki." + name, crl)
        .add("issuer", Value.text(), CrlSpec::issuer, CrlSpec::withIssuer, "common name")
        .add(
            "issuerKey",
            Value.text(),
            CrlSpec::issuerKey,
            CrlSpec::withIssuerKey,
            "name of the key pair that signs")
        .add(
            "thisUpdate",
            Value.certificateDate(),
            CrlSpec::thisUpdate,
            (c, v) -> c.withWindow(v, c.nextUpdate()),
            "start of its life")
        .add(
            "nextUpdate",
            Value.certificateDate(),
            CrlSpec::nextUpdate,
            (c, v) -> c.withWindow(c.thisUpdate(), v),
            "end of its life")
        .add(
            "number",
            Value.wholeNumber(0, Long.MAX_VALUE).orNone(),
            c -> c.number().isPresent() ? Optional.of(c.number().getAsLong()) : Optional.empty(),
            (c, v) -> v.map(c::withNumber).orElseGet(c::withoutNumber),
            "CRL number; none leaves the extension out")
        .add(
            "authorityKeyIdentifier",
            Value.flag(),
            CrlSpec::authorityKeyIdentifier,
            CrlSpec::withAuthorityKeyIdentifier,
            "whether that extension is present")
        .add(
            "revoked",
            Value.listOf(serial()),
            CrlSpec::revoked,
            CrlSpec::withRevoked,
            "serial numbers listed")
        .list();
  }

  private static List<Setting> chainsAndSigners() {
    List<Setting> settings = new ArrayList<>();
    for (Chain chain : Chain.values()) {
      settings.add(chain(chain));
    }
    settings.addAll(
        new Fields<>("pki", PKI)
            .add(
                "tcbInfoKey",
                Value.text(),
                PkiSpec::tcbInfoKey,
                PkiSpec::withTcbInfoKey,
                "name of the key pair that signs the TCB information")
            .add(
                "qeIdentityKey",
                Value.text(),
                PkiSpec::qeIdentityKey,
                PkiSpec::withQeIdentityKey,
                "name of the key pair that signs the QE identity")
            .list());
    return settings;
  }

  private static Setting chain(Chain chain) {
    Value<List<String>> names = Value.listOf(Value.text());
    return new Setting(
        "pki.chain." + chain,
        "names with commas between: pck, intermediate, root, anchor, tcbSigning",
        "its certificates as they are now, in this order",
        false,
        (scenario, indexes) ->
            scenario.pki().chain(chain).stream()
                .map(certificate -> name(scenario.pki(), certificate))
                .collect(Collectors.joining(",")),
        (scenario, indexes, text) -> {
          List<CertificateSpec> certificates =
              names.parse(text).stream().map(name -> find(scenario.pki(), name)).toList();
          return scenario.withPki(pki -> pki.withChain(chain, certificates));
        });
  }

  private static String name(PkiSpec pki, CertificateSpec certificate) {
    return List.of("root", "pck", "intermediate", "tcbSigning", "anchor").stream()
        .filter(name -> find(pki, name).equals(certificate))
        .findFirst()
        .orElse(certificate.subject());
  }

  private static CertificateSpec find(PkiSpec pki, String name) {
    return CERTIFICATES.entrySet().stream()
        .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(Texts.normalise(name)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + Texts.shorten(name) + "' is no certificate"))
        .getValue()
        .apply(pki);
  }
}
