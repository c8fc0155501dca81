package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Baseline;
import io.github.quotary.simulator.CollateralPart;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.octets.Pem;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.simulator.spec.Dates;
import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.KeyBinding;
import io.github.quotary.simulator.spec.PckCa;
import io.github.quotary.simulator.spec.QuoteMap;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.SgxExtensionForm;
import io.github.quotary.simulator.spec.Svns;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.simulator.spec.TextEdit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Peculiarities of sound evidence that a strict policy trusts all the same; but for the last two,
 * Intel's verifier does not mind them either.
 */
public enum Oddity implements Variation {
  /** A platform of the Processor CA: 5 entries in the SGX extension. */
  PROCESSOR_CA(
      "a platform of the Processor CA: 5 entries in the SGX extension",
      Recipe.scenario(s -> s.withCa(PckCa.PROCESSOR))),
  /** 7 entries in the SGX extension, two of them unknown. */
  SGX_EXTENSION_OF_UNKNOWN_OIDS(
      "7 entries in the SGX extension, two of them unknown",
      Recipe.platform(p -> p.withForm(SgxExtensionForm.UNKNOWN_OIDS))),
  /** The other valid quote signature, (r, n - s). */
  HIGH_S(
      "the other valid quote signature, (r, n - s)", Recipe.evidence(Tampering::mirrorSignature)),
  /** Zeros after the quote. */
  TRAILING_ZEROS("zeros after the quote", Recipe.evidence(e -> Tampering.append(e, new byte[70]))),
  /** An octet after the outer certification data, inside the authentication data. */
  TRAILING_OCTET_IN_AUTH_DATA(
      "an octet after the outer certification data, inside the authentication data",
      Recipe.evidence(
          e -> Tampering.add32(Tampering.append(e, new byte[1]), QuoteMap::authSize, 1))),
  /** No QE authentication data. */
  QE_AUTH_DATA_EMPTY("no QE authentication data", Recipe.quotingEnclave(qe -> qe.withAuthData(""))),
  /** 64 octets of QE authentication data. */
  QE_AUTH_DATA_OF_64_OCTETS(
      "64 octets of QE authentication data",
      Recipe.quotingEnclave(qe -> qe.withAuthData("5a".repeat(64)))),
  /** QE report data with a second half that is not zero. */
  QE_REPORT_DATA_UPPER_HALF(
      "QE report data with a second half that is not zero",
      Recipe.quotingEnclave(qe -> qe.withBinding(KeyBinding.UPPER_HALF_FILLED))),
  /** A QE attribute that the identity's mask leaves out. */
  QE_MASKED_ATTRIBUTE(
      "a QE attribute that the identity's mask leaves out",
      Recipe.quotingEnclave(
          qe -> qe.withReport(qe.report().withBitFlipped(EnclaveField.ATTRIBUTES, 2)))),
  /** Reserved header octets that are not zero. */
  HEADER_RESERVED(
      "reserved header octets that are not zero",
      Recipe.scenario(s -> s.withQuote(q -> q.withHeaderReserved("01020304")))),
  /** Root, intermediate, leaf in the quote. */
  CHAIN_REVERSED(
      "root, intermediate, leaf in the quote",
      Recipe.pki(p -> p.withChain(Chain.QUOTE, reversed(p.chain(Chain.QUOTE))))),
  /** Root before signer beside the TCB information. */
  TCB_INFO_CHAIN_REVERSED(
      "root before signer beside the TCB information",
      Recipe.pki(p -> p.withChain(Chain.TCB_INFO, reversed(p.chain(Chain.TCB_INFO))))),
  /** A re-issued root beside the PCK CRL, where nobody compares it. */
  REISSUED_ROOT_IN_PCK_CRL_ISSUER_CHAIN(
      "a re-issued root beside the PCK CRL, where nobody compares it",
      Recipe.pki(p -> ForeignPki.reissuedRootIn(p, Chain.PCK_CRL_ISSUER))),
  /** The root CRL lists the PCK certificate's serial, which is another issuer's. */
  PCK_SERIAL_IN_ROOT_CRL(
      "the root CRL lists the PCK certificate's serial, which is another issuer's",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().revoking(p.pck().serial())))),
  /** The PCK CRL lists the intermediate's serial, which is another issuer's. */
  INTERMEDIATE_SERIAL_IN_PCK_CRL(
      "the PCK CRL lists the intermediate's serial, which is another issuer's",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().revoking(p.intermediate().serial())))),
  /** Both revocation lists as PEM, not hex. */
  CRLS_AS_PEM(
      "both revocation lists as PEM, not hex",
      Recipe.evidence(e -> pem(pem(e, CollateralPart.ROOT_CA_CRL), CollateralPart.PCK_CRL))),
  /** Both revocation lists in upper-case hex. */
  CRLS_IN_UPPER_CASE(
      "both revocation lists in upper-case hex",
      Recipe.evidence(e -> upper(upper(e, CollateralPart.ROOT_CA_CRL), CollateralPart.PCK_CRL))),
  /** TCB information and QE identity of different evaluations. */
  EVALUATION_NUMBERS_DIFFER(
      "TCB information and QE identity of different evaluations",
      Recipe.qeIdentity(q -> q.withEvaluationNumber(Dates.EVALUATION_NUMBER - 1))),
  /** A TDX module without a version: no identity, all components count. */
  MODULE_VERSION_0(
      "a TDX module without a version: no identity, all components count",
      Recipe.td(td -> td.with(TdField.TEE_TCB_SVN, Hex.of(Svns.of(6, 0, 4).toBytes())))),
  /** A TDX module of major version 3. */
  MODULE_VERSION_3(
      "a TDX module of major version 3",
      Recipe.td(td -> td.with(TdField.TEE_TCB_SVN, Hex.of(Svns.of(6, 3, 4).toBytes())))),
  /** The identity of module version 1 is called tdx_01. */
  MODULE_ID_IN_LOWER_CASE(
      "the identity of module version 1 is called tdx_01",
      Recipe.tcbInfo(t -> t.mapIdentities(i -> i.withId(i.id().toLowerCase(Locale.ROOT))))),
  /** A SEAMATTRIBUTES mask of zeros, which nobody applies. */
  SEAM_ATTRIBUTES_MASK_ZERO(
      "a SEAMATTRIBUTES mask of zeros, which nobody applies",
      Recipe.tcbInfo(
          t -> t.mapIdentities(i -> i.withModule(i.module().withAttributesMask("00".repeat(8)))))),
  /** FMSPC of the TCB information in lower case. */
  FMSPC_IN_LOWER_CASE(
      "FMSPC of the TCB information in lower case",
      Recipe.tcbInfo(t -> t.edited(TextEdit.signed("\"30A06D050000\"", "\"30a06d050000\"")))),
  /** TCB levels from the lowest to the highest. */
  LEVELS_UNSORTED(
      "TCB levels from the lowest to the highest",
      Recipe.tcbInfo(t -> t.withLevels(reversed(t.levels())))),
  /** QE levels from the lowest to the highest. */
  QE_LEVELS_UNSORTED(
      "QE levels from the lowest to the highest",
      Recipe.qeIdentity(q -> q.withLevels(reversed(q.levels())))),
  /** Members of other names in both documents. */
  UNKNOWN_KEYS(
      "members of other names in both documents",
      Recipe.scenario(
          s ->
              s.withTcbInfo(t -> t.edited(unknownMember()))
                  .withQeIdentity(q -> q.edited(unknownMember())))),
  /** TCB information of version 2, for SGX. */
  TCB_INFO_VERSION_2(
      "TCB information of version 2, for SGX",
      QuoteShape.V3_SGX,
      Recipe.tcbInfo(t -> t.withVersion(2))),
  /** Verified in the last second of everything. */
  AT_NEXT_UPDATE(
      "verified in the last second of everything",
      Recipe.scenario(s -> s.withAt(Dates.NEXT_UPDATE))),
  /** No NUL at the end of the certification data. */
  CHAIN_WITHOUT_NUL(
      "no NUL at the end of the certification data", Recipe.evidence(Oddity::withoutNul)),
  /** TCB information signed in an indented form; Intel verifies a compact one. */
  SIGNED_WITH_WHITE_SPACE(
      "TCB information signed in an indented form; Intel verifies a compact one",
      Recipe.tcbInfo(t -> t.edited(TextEdit.signed(",\"fmspc\"", ",\n  \"fmspc\""))),
      Expectation.moreLenientThan(Rejections.tcbInfo("TCB_INFO_INVALID_SIGNATURE"))),
  /** 31 advisories, more than fit Intel's buffer. */
  MANY_ADVISORIES(
      "31 advisories, more than fit Intel's buffer",
      Recipe.tcbInfo(t -> t.mapLevels(level -> level.withAdvisories(manyAdvisories()))),
      Expectation.moreLenientThan(Rejections.quote("INVALID_PARAMETER")));

  private final Definition definition;

  Oddity(String about, Recipe recipe) {
    this(about, QuoteShape.V4_TDX, recipe);
  }

  Oddity(String about, Recipe recipe, Expectation expectation) {
    definition = Definition.of(about, recipe, expectation);
  }

  Oddity(String about, QuoteShape shape, Recipe recipe) {
    definition = Definition.of(about, shape, recipe, Baseline.trusted());
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    Collections.reverse(copy);
    return copy;
  }

  private static TextEdit unknownMember() {
    return TextEdit.signed("{\"id\"", "{\"x\":{\"y\":[1,2.5,\"z\",true,null]},\"id\"");
  }

  private static List<String> manyAdvisories() {
    return IntStream.rangeClosed(1, 31)
        .mapToObj(number -> String.format(Locale.ROOT, "INTEL-SA-%05d", number))
        .toList();
  }

  private static Evidence pem(Evidence evidence, CollateralPart crl) {
    return evidence.with(crl, Pem.crl(Hex.bytes(evidence.part(crl))));
  }

  private static Evidence upper(Evidence evidence, CollateralPart crl) {
    return evidence.with(crl, evidence.part(crl).toUpperCase(Locale.ROOT));
  }

  /** The last octet goes, and the three sizes that count it shrink. */
  private static Evidence withoutNul(Evidence evidence) {
    Evidence shorter = Tampering.add32(evidence, QuoteMap::certificationSize, -1);
    shorter = Tampering.add32(shorter, QuoteMap::outerSize, -1);
    shorter = Tampering.add32(shorter, QuoteMap::authSize, -1);
    return Tampering.truncate(shorter, shorter.quote().length - 1);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
