package io.github.quotary.evidence.collateral;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The members of collateral, by the names that tools give them: letter case, hyphens and
 * underscores do not count.
 */
enum Member {
  PCK_CRL_ISSUER_CHAIN(
      "pck_crl_issuer_chain",
      Set.of("sgxpckcrlissuerchain", "sgxpckcertificateissuerchain", "pckcrlsigningchain")),
  ROOT_CA_CRL("root_ca_crl", Set.of("rootcrl", "sgxrootcacrl")),
  PCK_CRL("pck_crl", Set.of("pckcacrl", "pckplatformcrl")),
  TCB_INFO_ISSUER_CHAIN(
      "tcb_info_issuer_chain",
      Set.of("sgxtcbinfoissuerchain", "tcbinfosigningchain", "tcbsigningchain")),
  TCB_INFO("tcb_info", Set.of("tcb", "tdxtcbinfo")),
  TCB_INFO_SIGNATURE("tcb_info_signature", Set.of()),
  QE_IDENTITY_ISSUER_CHAIN(
      "qe_identity_issuer_chain",
      Set.of(
          "sgxenclaveidentityissuerchain", "enclaveidentityissuerchain", "qeidentitysigningchain")),
  QE_IDENTITY("qe_identity", Set.of("enclaveidentity", "tdqeidentity")),
  QE_IDENTITY_SIGNATURE("qe_identity_signature", Set.of("enclaveidentitysignature"));

  private static final Map<String, Member> BY_NAME =
      Stream.of(values())
          .flatMap(member -> member.names().map(name -> Map.entry(name, member)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final String usual;
  private final Set<String> others;

  Member(String usual, Set<String> others) {
    this.usual = usual;
    this.others = others;
  }

  private Stream<String> names() {
    return Stream.concat(Stream.of(plain(usual)), others.stream());
  }

  private static String plain(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** The member that tools mean by this name. */
  static Optional<Member> named(String name) {
    return Optional.ofNullable(BY_NAME.get(plain(name)));
  }

  /** The name that most tools use. */
  String usual() {
    return usual;
  }

  /** Whether there can be collateral without it: the signature, which an envelope has inside. */
  boolean isOptional() {
    return this == TCB_INFO_SIGNATURE || this == QE_IDENTITY_SIGNATURE;
  }

  /** All that collateral needs. */
  static Stream<Member> required() {
    return Stream.of(values()).filter(member -> !member.isOptional());
  }
}
