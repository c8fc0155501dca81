package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.simulator.spec.PckCa;
import java.util.List;

/** Faults of who issued and signed what: foreign, re-issued and misplaced certificates. */
public enum ChainFault implements Fault {
  /** A whole foreign PKI of the same names, quote and collateral. */
  ROGUE_EVERYTHING(
      "a whole foreign PKI of the same names, quote and collateral",
      Recipe.pki(ForeignPki::everything),
      Rejections.rootKeyPin()),
  /** A foreign chain of the same names in the quote. */
  ROGUE_QUOTE_CHAIN(
      "a foreign chain of the same names in the quote",
      Recipe.pki(ForeignPki::quoteChain),
      Rejections.rootKeyPin()),
  /** Foreign leaf and intermediate, the genuine root above them. */
  ROGUE_BELOW_GENUINE_ROOT(
      "foreign leaf and intermediate, the genuine root above them",
      Recipe.pki(ForeignPki::belowGenuineRoot),
      Rejections.pckChain("SGX_INTERMEDIATE_CA_INVALID_ISSUER")),
  /** TCB information by a foreign signer under a foreign root of the same names. */
  ROGUE_TCB_INFO_CHAIN(
      "TCB information by a foreign signer under a foreign root of the same names",
      Recipe.pki(ForeignPki::tcbInfoChain),
      Rejections.tcbInfo("SGX_CRL_INVALID_SIGNATURE")),
  /** QE identity by a foreign signer under a foreign root of the same names. */
  ROGUE_QE_IDENTITY_CHAIN(
      "QE identity by a foreign signer under a foreign root of the same names",
      Recipe.pki(ForeignPki::qeIdentityChain),
      Rejections.qeIdentity("SGX_CRL_INVALID_SIGNATURE")),
  /** The quote carries a root of the same key and another signature. */
  REISSUED_ROOT_IN_QUOTE(
      "the quote carries a root of the same key and another signature",
      Recipe.pki(ForeignPki::reissuedRootInQuote),
      Rejections.tcbInfo("SGX_TCB_SIGNING_CERT_CHAIN_UNTRUSTED")),
  /** The TCB signing chain carries a root of the same key and another signature. */
  REISSUED_ROOT_IN_TCB_INFO_CHAIN(
      "the TCB signing chain carries a root of the same key and another signature",
      Recipe.pki(p -> ForeignPki.reissuedRootIn(p, Chain.TCB_INFO)),
      Rejections.tcbInfo("SGX_TCB_SIGNING_CERT_CHAIN_UNTRUSTED")),
  /** The QE identity chain carries a root of the same key and another signature. */
  REISSUED_ROOT_IN_QE_IDENTITY_CHAIN(
      "the QE identity chain carries a root of the same key and another signature",
      Recipe.pki(p -> ForeignPki.reissuedRootIn(p, Chain.QE_IDENTITY)),
      Rejections.qeIdentity("SGX_TCB_SIGNING_CERT_CHAIN_UNTRUSTED")),
  /** A PCK certificate issued by a PCK certificate, four in the chain. */
  PCK_ISSUED_BY_PCK(
      "a PCK certificate issued by a PCK certificate, four in the chain",
      Recipe.pki(ForeignPki::pckIssuedByPck),
      Rejections.pckChainParse()),
  /** A PCK certificate issued by a PCK certificate, three in the chain. */
  PCK_IN_PLACE_OF_INTERMEDIATE(
      "a PCK certificate issued by a PCK certificate, three in the chain",
      Recipe.pki(ForeignPki::pckInPlaceOfIntermediate),
      Rejections.pckChain("SGX_INTERMEDIATE_CA_MISSING")),
  /** The root issued the PCK certificate. */
  PCK_ISSUED_BY_ROOT(
      "the root issued the PCK certificate",
      Recipe.pki(p -> p.withPck(p.pck().issuedBy(p.root()))),
      Rejections.pckChain("SGX_PCK_INVALID_ISSUER")),
  /** The PCK certificate is not signed by its issuer. */
  PCK_SIGNED_BY_OTHER_KEY(
      "the PCK certificate is not signed by its issuer",
      Recipe.pki(p -> p.withPck(p.pck().withIssuerKey("other ca"))),
      Rejections.pckChain("SGX_PCK_INVALID_ISSUER")),
  /** The PCK certificate names the Processor CA, the Platform CA signed it. */
  PCK_NAMES_OTHER_ISSUER(
      "the PCK certificate names the Processor CA, the Platform CA signed it",
      Recipe.pki(p -> p.withPck(p.pck().withIssuer(PckCa.PROCESSOR.commonName()))),
      Rejections.pckChain("SGX_PCK_INVALID_ISSUER")),
  /** The intermediate is not signed by the root. */
  INTERMEDIATE_SIGNED_BY_OTHER_KEY(
      "the intermediate is not signed by the root",
      Recipe.pki(p -> p.withIntermediate(p.intermediate().withIssuerKey("other root"))),
      Rejections.pckChain("SGX_INTERMEDIATE_CA_INVALID_ISSUER")),
  /** Leaf and intermediate only. */
  ROOT_MISSING(
      "leaf and intermediate only",
      Recipe.pki(p -> p.withChain(Chain.QUOTE, List.of(p.pck(), p.intermediate()))),
      Rejections.pckChainParse()),
  /** Leaf only. */
  LEAF_ONLY(
      "leaf only",
      Recipe.pki(p -> p.withChain(Chain.QUOTE, List.of(p.pck()))),
      Rejections.pckChainParse()),
  /** The TCB signing certificate in the quote too. */
  FOUR_CERTIFICATES(
      "the TCB signing certificate in the quote too",
      Recipe.pki(
          p ->
              p.withChain(
                  Chain.QUOTE, List.of(p.pck(), p.intermediate(), p.tcbSigning(), p.root()))),
      Rejections.pckChainParse()),
  /** Certification data is no PEM. */
  NOT_PEM(
      "certification data is no PEM",
      Recipe.scenario(s -> s.withQuote(q -> q.withCertificationData("6e6f74206120636861696e00"))),
      Rejections.pckChainParse()),
  /** The TCB signing certificate has another common name. */
  TCB_SIGNER_OF_OTHER_NAME(
      "the TCB signing certificate has another common name",
      Recipe.pki(p -> p.withTcbSigning(p.tcbSigning().withSubject("Intel SGX Other Signing"))),
      Rejections.tcbInfo("SGX_TCB_SIGNING_CERT_MISSING")),
  /** The TCB signing certificate is not signed by the root. */
  TCB_SIGNER_SIGNED_BY_OTHER_KEY(
      "the TCB signing certificate is not signed by the root",
      Recipe.pki(p -> p.withTcbSigning(p.tcbSigning().withIssuerKey("other root"))),
      Rejections.tcbInfo("SGX_TCB_SIGNING_CERT_INVALID_ISSUER")),
  /** The Platform CA signed the TCB information. */
  TCB_INFO_BY_PLATFORM_CA(
      "the Platform CA signed the TCB information",
      Recipe.pki(
          p ->
              p.withTcbInfoKey(p.intermediate().key())
                  .withChain(Chain.TCB_INFO, List.of(p.intermediate(), p.root()))),
      Rejections.tcbInfo("SGX_TCB_SIGNING_CERT_MISSING")),
  /** The PCK signed the TCB information. */
  TCB_INFO_BY_PCK(
      "the PCK signed the TCB information",
      Recipe.pki(
          p ->
              p.withTcbInfoKey(p.pck().key())
                  .withChain(Chain.TCB_INFO, List.of(p.pck(), p.intermediate(), p.root()))),
      Rejections.tcbInfo("UNSUPPORTED_CERT_FORMAT")),
  /** The Platform CA signed the QE identity. */
  QE_IDENTITY_BY_PLATFORM_CA(
      "the Platform CA signed the QE identity",
      Recipe.pki(
          p ->
              p.withQeIdentityKey(p.intermediate().key())
                  .withChain(Chain.QE_IDENTITY, List.of(p.intermediate(), p.root()))),
      Rejections.qeIdentity("SGX_TCB_SIGNING_CERT_MISSING")),
  /** The PCK signed the QE identity. */
  QE_IDENTITY_BY_PCK(
      "the PCK signed the QE identity",
      Recipe.pki(
          p ->
              p.withQeIdentityKey(p.pck().key())
                  .withChain(Chain.QE_IDENTITY, List.of(p.pck(), p.intermediate(), p.root()))),
      Rejections.qeIdentity("UNSUPPORTED_CERT_FORMAT"));

  private final Definition definition;

  ChainFault(String about, Recipe recipe, Verdict.Rejected verdict) {
    definition = Definition.of(about, recipe, Expectation.rejected(verdict));
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
