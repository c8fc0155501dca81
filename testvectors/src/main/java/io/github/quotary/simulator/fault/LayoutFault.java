package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.spec.OctetEdit;
import io.github.quotary.simulator.spec.QuoteMap;
import io.github.quotary.simulator.spec.QuoteShape;
import java.util.function.ToIntFunction;

/** Faults of a quote's layout: versions, types, lengths. */
public enum LayoutFault implements Fault {
  /** No octet at all. */
  EMPTY("no octet at all", Recipe.evidence(e -> Tampering.truncate(e, 0)), Rejections.arguments()),
  /** The first 1019 octets. */
  TRUNCATED_BELOW_MINIMUM(
      "the first 1019 octets",
      Recipe.evidence(e -> Tampering.truncate(e, 1019)),
      Rejections.arguments()),
  /** The first 1020 octets. */
  TRUNCATED_TO_MINIMUM(
      "the first 1020 octets",
      Recipe.evidence(e -> Tampering.truncate(e, 1020)),
      Rejections.quoteParse()),
  /** The last octet missing. */
  TRUNCATED_BY_ONE(
      "the last octet missing",
      Recipe.evidence(e -> Tampering.truncate(e, e.quote().length - 1)),
      Rejections.quoteParse()),
  /** Version 2, signed. */
  VERSION_2("version 2, signed", edited(0, "0200"), Rejections.quoteParse()),
  /** Version 6, signed. */
  VERSION_6("version 6, signed", edited(0, "0600"), Rejections.quoteParse()),
  /** Attestation key type 3, signed. */
  KEY_TYPE_P384("attestation key type 3, signed", edited(2, "0300"), Rejections.quoteParse()),
  /** TEE type 0x82, signed. */
  TEE_TYPE_UNKNOWN("TEE type 0x82, signed", edited(4, "82000000"), Rejections.arguments()),
  /** SGX in the header of a TD quote. */
  TEE_TYPE_SGX("SGX in the header of a TD quote", edited(4, "00000000"), Rejections.quoteParse()),
  /** TDX in a version 3 header, signed. */
  TEE_TYPE_TDX_IN_VERSION_3(
      "TDX in a version 3 header, signed",
      QuoteShape.V3_SGX,
      edited(4, "81000000"),
      Rejections.quoteParse()),
  /** QE vendor id not that of Intel, signed. */
  VENDOR_UNKNOWN(
      "QE vendor id not that of Intel, signed", edited(12, "94"), Rejections.quoteParse()),
  /** Authentication data of size 0. */
  AUTH_SIZE_ZERO(
      "authentication data of size 0", size(QuoteMap::authSize, 0), Rejections.quoteParse()),
  /** Authentication data of size 2^32 - 1. */
  AUTH_SIZE_HUGE(
      "authentication data of size 2^32 - 1",
      size(QuoteMap::authSize, -1),
      Rejections.quoteParse()),
  /** Authentication data one octet past the end. */
  AUTH_SIZE_PLUS_ONE(
      "authentication data one octet past the end",
      longer(QuoteMap::authSize, 1),
      Rejections.quoteParse()),
  /** Authentication data one octet too small for what it holds. */
  AUTH_SIZE_MINUS_ONE(
      "authentication data one octet too small for what it holds",
      longer(QuoteMap::authSize, -1),
      Rejections.quoteParse()),
  /** Outer certification data type 5, not 6. */
  OUTER_TYPE_5(
      "outer certification data type 5, not 6",
      Recipe.evidence(e -> Tampering.put16(e, QuoteMap::outerType, 5)),
      Rejections.quoteParse()),
  /** Outer certification data of size 0. */
  OUTER_SIZE_ZERO(
      "outer certification data of size 0", size(QuoteMap::outerSize, 0), Rejections.quoteParse()),
  /** Outer certification data one octet past the end. */
  OUTER_SIZE_PLUS_ONE(
      "outer certification data one octet past the end",
      longer(QuoteMap::outerSize, 1),
      Rejections.quoteParse()),
  /** Outer certification data one octet too small for what it holds. */
  OUTER_SIZE_MINUS_ONE(
      "outer certification data one octet too small for what it holds",
      longer(QuoteMap::outerSize, -1),
      Rejections.quoteParse()),
  /** Outer certification data of size 2^31, negative as a signed number. */
  OUTER_SIZE_NEGATIVE(
      "outer certification data of size 2^31, negative as a signed number",
      size(QuoteMap::outerSize, Integer.MIN_VALUE),
      Rejections.quoteParse()),
  /** An octet inside the outer certification data, after the nested. */
  OUTER_TRAILING_OCTET(
      "an octet inside the outer certification data, after the nested",
      Recipe.evidence(LayoutFault::trailingOctetInside),
      Rejections.quoteParse()),
  /** QE authentication data of 65535 octets, past the end. */
  QE_AUTH_SIZE_HUGE(
      "QE authentication data of 65535 octets, past the end",
      Recipe.evidence(e -> Tampering.put16(e, QuoteMap::qeAuthSize, 0xffff)),
      Rejections.quoteParse()),
  /** Nested certification data of size 2^32 - 1. */
  CERTIFICATION_SIZE_HUGE(
      "nested certification data of size 2^32 - 1",
      size(QuoteMap::certificationSize, -1),
      Rejections.quoteParse()),
  /** Nested certification data one octet past the end. */
  CERTIFICATION_SIZE_PLUS_ONE(
      "nested certification data one octet past the end",
      longer(QuoteMap::certificationSize, 1),
      Rejections.quoteParse()),
  /** Nested certification data one octet short of the end. */
  CERTIFICATION_SIZE_MINUS_ONE(
      "nested certification data one octet short of the end",
      longer(QuoteMap::certificationSize, -1),
      Rejections.quoteParse()),
  /** No certification data. */
  CERTIFICATION_EMPTY(
      "no certification data",
      Recipe.scenario(s -> s.withQuote(q -> q.withCertificationData(""))),
      Rejections.noCertificationData()),
  /** Certification data of type 1. */
  CERTIFICATION_TYPE_1("certification data of type 1", inner(1), Rejections.certificationType()),
  /** Certification data of type 2. */
  CERTIFICATION_TYPE_2("certification data of type 2", inner(2), Rejections.certificationType()),
  /** Certification data of type 3. */
  CERTIFICATION_TYPE_3("certification data of type 3", inner(3), Rejections.certificationType()),
  /** Certification data of type 4. */
  CERTIFICATION_TYPE_4("certification data of type 4", inner(4), Rejections.certificationType()),
  /** Nested certification data of type 6. */
  CERTIFICATION_TYPE_6("nested certification data of type 6", inner(6), Rejections.quoteParse()),
  /** Certification data of type 7. */
  CERTIFICATION_TYPE_7("certification data of type 7", inner(7), Rejections.quoteParse()),
  /** Version 3, certification data of size 2^32 - 1. */
  V3_CERTIFICATION_SIZE_HUGE(
      "version 3, certification data of size 2^32 - 1",
      QuoteShape.V3_SGX,
      size(QuoteMap::certificationSize, -1),
      Rejections.quoteParse()),
  /** Body type 5, signed. */
  V5_BODY_TYPE_5(
      "body type 5, signed",
      QuoteShape.V5_TDX_15_EX,
      edited(QuoteMap.BODY_TYPE, "0500"),
      Rejections.quoteParse()),
  /** Body type 1 with TEE type TDX, signed. */
  V5_BODY_TYPE_OF_SGX(
      "body type 1 with TEE type TDX, signed",
      QuoteShape.V5_SGX,
      edited(4, "81000000"),
      Rejections.quoteParse()),
  /** Body type 2 with TEE type SGX, signed. */
  V5_BODY_TYPE_OF_TDX(
      "body type 2 with TEE type SGX, signed",
      QuoteShape.V5_TDX_10,
      edited(4, "00000000"),
      Rejections.quoteParse()),
  /** Body size 649 for type 3, signed. */
  V5_BODY_SIZE_PLUS_ONE(
      "body size 649 for type 3, signed",
      QuoteShape.V5_TDX_15,
      edited(QuoteMap.BODY_SIZE, "89020000"),
      Rejections.quoteParse()),
  /** Body size 584 for type 3, signed. */
  V5_BODY_SIZE_OF_OTHER_TYPE(
      "body size 584 for type 3, signed",
      QuoteShape.V5_TDX_15,
      edited(QuoteMap.BODY_SIZE, "48020000"),
      Rejections.quoteParse()),
  /** Body size of 2^31 and 648, negative as a signed number. */
  V5_BODY_SIZE_NEGATIVE(
      "body size of 2^31 and 648, negative as a signed number",
      QuoteShape.V5_TDX_15,
      edited(QuoteMap.BODY_SIZE, "88020080"),
      Rejections.quoteParse());

  private final Definition definition;

  LayoutFault(String about, Recipe recipe, Verdict.Rejected verdict) {
    this(about, QuoteShape.V4_TDX, recipe, verdict);
  }

  LayoutFault(String about, QuoteShape shape, Recipe recipe, Verdict.Rejected verdict) {
    definition = Definition.of(about, shape, recipe, Expectation.rejected(verdict));
  }

  private static Recipe edited(int offset, String replacement) {
    return Recipe.scenario(s -> s.withQuote(q -> q.edited(new OctetEdit(offset, replacement))));
  }

  private static Recipe size(ToIntFunction<QuoteMap> place, int value) {
    return Recipe.evidence(e -> Tampering.put32(e, place, value));
  }

  private static Recipe longer(ToIntFunction<QuoteMap> place, int difference) {
    return Recipe.evidence(e -> Tampering.add32(e, place, difference));
  }

  private static Recipe inner(int type) {
    return Recipe.scenario(s -> s.withQuote(q -> q.withCertificationType(type)));
  }

  /** All sizes around the nested structure grow by the octet; its own do not. */
  private static Evidence trailingOctetInside(Evidence evidence) {
    Evidence grown = Tampering.append(evidence, new byte[1]);
    grown = Tampering.add32(grown, QuoteMap::authSize, 1);
    return Tampering.add32(grown, QuoteMap::outerSize, 1);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
