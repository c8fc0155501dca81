package io.github.quotary.policy;

import static io.github.quotary.policy.PolicyFixture.sgx;
import static io.github.quotary.policy.PolicyFixture.tdx;
import static io.github.quotary.policy.PolicyFixture.verify;
import static io.github.quotary.policy.PolicyFixture.violations;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.PckCa;
import io.github.quotary.simulator.spec.PlatformSpec;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyFieldTest {
  private static final Set<PolicyField> SGX_ONLY =
      EnumSet.of(PolicyField.MR_ENCLAVE, PolicyField.MR_SIGNER);
  private static final Set<PolicyField> BOTH_KINDS =
      EnumSet.of(
          PolicyField.QE_VENDOR_ID,
          PolicyField.FMSPC,
          PolicyField.PPID,
          PolicyField.PLATFORM_INSTANCE_ID);

  private static Scenario with(PolicyField field) {
    return SGX_ONLY.contains(field) ? sgx() : tdx();
  }

  /** The value that the simulator put into the evidence. */
  private static Measurement actual(PolicyField field) {
    Scenario scenario = with(field);
    PlatformSpec platform = scenario.platform();
    String name = field.name().replace("_", "");
    return Measurement.fromHex(
        switch (field) {
          case QE_VENDOR_ID -> "939a7233f79c4ca9940a0db3957f0607";
          case FMSPC -> platform.fmspc();
          case PPID -> platform.ppid();
          case PLATFORM_INSTANCE_ID -> platform.instanceId();
          case MR_ENCLAVE, MR_SIGNER -> scenario.quote().enclave().get(EnclaveField.valueOf(name));
          default -> scenario.quote().td().get(TdField.valueOf(name));
        });
  }

  private static Measurement other(PolicyField field) {
    byte[] bytes = actual(field).toByteArray();
    bytes[bytes.length - 1] ^= 1;
    return Measurement.of(bytes);
  }

  @ParameterizedTest
  @EnumSource
  void oneOfTheListedValuesIsNeeded(PolicyField field) {
    Measurement actual = actual(field);
    Measurement other = other(field);
    assertEquals(
        List.of(),
        violations(
            with(field), QuotePolicy.builder().accept(field, Set.of(actual, other)).build()));
    assertEquals(
        List.of(new Violation(field.member(), actual.toString(), other.toString())),
        violations(with(field), QuotePolicy.builder().accept(field, other).build()));
  }

  @ParameterizedTest
  @EnumSource
  void aFieldThatTheOtherKindOfQuoteLacksIsNotMet(PolicyField field) {
    Scenario otherKind = SGX_ONLY.contains(field) ? tdx() : sgx();
    List<Violation> violations =
        violations(otherKind, QuotePolicy.builder().accept(field, actual(field)).build());
    if (BOTH_KINDS.contains(field)) {
      assertEquals(List.of(), violations, "both kinds have it");
    } else {
      assertEquals(1, violations.size());
      assertEquals(field.member(), violations.get(0).rule());
      assertTrue(violations.get(0).value().startsWith("absent: "), violations.toString());
    }
  }

  @Test
  void everyOtherRuleOfOneKindIsNotMetByTheOther() {
    QuotePolicy tdxPolicy =
        QuotePolicy.builder()
            .tdAttributes(AttributeMask.strictTdAttributes())
            .xfam(AttributeMask.any())
            .minTeeTcbSvn(TeeTcbSvnPart.MODULE_SVN, 0)
            .build();
    assertEquals(List.of(), violations(tdx(), tdxPolicy));
    assertEquals(
        List.of("tdAttributes", "xfam", "minTeeTcbSvn"), PolicyFixture.rules(sgx(), tdxPolicy));
    QuotePolicy sgxPolicy =
        QuotePolicy.builder().acceptedIsvProdIds(Set.of(4660)).minIsvSvn(0).build();
    assertEquals(List.of(), violations(sgx(), sgxPolicy));
    assertEquals(List.of("isvProdId", "minIsvSvn"), PolicyFixture.rules(tdx(), sgxPolicy));
  }

  @Test
  void theStrictDefaultCountsOnlyWhereItApplies() {
    for (QuoteShape shape : QuoteShape.values()) {
      assertEquals(
          List.of(), violations(Scenario.upToDate(shape), QuotePolicy.strict()), shape.name());
    }
  }

  @Test
  void aStatedServiceTdIsNotMetByAReportWithoutTheField() {
    QuotePolicy none =
        QuotePolicy.builder()
            .accept(PolicyField.MR_SERVICE_TD, Measurement.of(new byte[48]))
            .build();
    assertEquals(List.of(), violations(tdx(), none));
    assertEquals(
        List.of("mrServiceTd"),
        PolicyFixture.rules(Scenario.upToDate(QuoteShape.V4_TDX), none),
        "a report 1.0 does not say whether there are service TDs");
  }

  @Test
  void aServiceTdCanBeNamedOrWaived() {
    String hash = "77".repeat(48);
    Scenario scenario = tdx().withTd(td -> td.with(TdField.MRSERVICETD, hash));
    assertEquals(
        List.of(new Violation("mrServiceTd", hash, "all zero: no service TD")),
        violations(scenario, QuotePolicy.strict()));
    assertEquals(
        List.of(),
        violations(
            scenario,
            QuotePolicy.builder()
                .accept(PolicyField.MR_SERVICE_TD, Measurement.fromHex(hash))
                .build()));
    var waived = verify(scenario, QuotePolicy.builder().allowAnyServiceTd(true).build());
    assertTrue(waived.isTrusted());
    assertEquals(List.of("mrServiceTd", "reportData", "identity"), waived.waived());
  }

  @Test
  void whatAProcessorCaDoesNotStateIsNotMet() {
    Scenario scenario = sgx().withCa(PckCa.PROCESSOR);
    QuotePolicy policy =
        QuotePolicy.builder()
            .accept(PolicyField.PLATFORM_INSTANCE_ID, actual(PolicyField.PLATFORM_INSTANCE_ID))
            .platformFlag(PlatformFlag.SMT_ENABLED, false)
            .build();
    assertEquals(
        List.of("platformInstanceId", "smtEnabled"), PolicyFixture.rules(scenario, policy));
  }

  @ParameterizedTest
  @EnumSource
  void aFlagHasTheValueThatThePolicyAsksFor(PlatformFlag flag) {
    PlatformSpec platform = tdx().platform();
    boolean actual =
        Map.of(
                PlatformFlag.DYNAMIC_PLATFORM, platform.dynamicPlatform(),
                PlatformFlag.CACHED_KEYS, platform.cachedKeys(),
                PlatformFlag.SMT_ENABLED, platform.smtEnabled())
            .get(flag);
    assertEquals(
        List.of(), violations(tdx(), QuotePolicy.builder().platformFlag(flag, actual).build()));
    assertEquals(
        List.of(new Violation(flag.member(), Boolean.toString(actual), Boolean.toString(!actual))),
        violations(tdx(), QuotePolicy.builder().platformFlag(flag, !actual).build()));
  }

  @Test
  void enclaveIdentityIsComparedByNumber() {
    assertEquals(
        List.of(
            new Violation("isvProdId", "4660", "1 or 2"),
            new Violation("minIsvSvn", "5", "6 or more")),
        violations(
            sgx(), QuotePolicy.builder().acceptedIsvProdIds(Set.of(1, 2)).minIsvSvn(6).build()));
    assertEquals(List.of(), violations(sgx(), QuotePolicy.builder().minIsvSvn(5).build()));
  }

  /** The quoting enclave's own report is part of both kinds of quote. */
  @Test
  void theQuotingEnclaveHasAMinimumSvn() {
    for (Scenario scenario : List.of(tdx(), sgx())) {
      int svn = qeSvn(scenario);
      List<Violation> unmet = List.of(new Violation("minQeSvn", "" + svn, (svn + 1) + " or more"));
      assertEquals(List.of(), violations(scenario, QuotePolicy.builder().minQeSvn(svn).build()));
      assertEquals(unmet, violations(scenario, QuotePolicy.builder().minQeSvn(svn + 1).build()));
    }
  }

  private static int qeSvn(Scenario scenario) {
    byte[] svn =
        HexFormat.of().parseHex(scenario.quotingEnclave().report().get(EnclaveField.ISVSVN));
    return (svn[0] & 0xff) | (svn[1] & 0xff) << 8;
  }

  @Test
  void thePlatformsPceHasAMinimumSvn() {
    int svn = (int) tdx().platform().pceSvn();
    for (Scenario scenario : List.of(tdx(), sgx())) {
      List<Violation> unmet = List.of(new Violation("minPceSvn", "" + svn, (svn + 1) + " or more"));
      assertEquals(List.of(), violations(scenario, QuotePolicy.builder().minPceSvn(svn).build()));
      assertEquals(unmet, violations(scenario, QuotePolicy.builder().minPceSvn(svn + 1).build()));
    }
  }

  @Test
  void aDebugEnclaveNeedsLeave() {
    Scenario scenario = sgx().withEnclave(e -> e.withBitFlipped(EnclaveField.ATTRIBUTES, 1));
    assertEquals(List.of("debug"), PolicyFixture.rules(scenario, QuotePolicy.strict()));
    assertEquals(
        List.of("debug", "reportData", "identity"),
        verify(scenario, QuotePolicy.builder().allowDebug(true).build()).waived());
    assertEquals(List.of(), violations(scenario, QuotePolicy.builder().allowDebug(true).build()));
  }

  @Test
  void oneKindOfQuoteCanBeDemanded() {
    QuotePolicy policy = QuotePolicy.builder().tee(TeeType.TDX).build();
    assertEquals(List.of(), violations(tdx(), policy));
    assertEquals(List.of(new Violation("tee", "sgx", "tdx")), violations(sgx(), policy));
  }

  @Test
  void valuesThatCannotOccurAreRefused() {
    PolicyBuilder builder = QuotePolicy.builder();
    assertThrows(
        IllegalArgumentException.class,
        () -> builder.accept(PolicyField.MR_TD, Measurement.of(new byte[32])));
    assertThrows(IllegalArgumentException.class, () -> builder.accept(PolicyField.MR_TD, Set.of()));
    assertThrows(IllegalArgumentException.class, () -> builder.minIsvSvn(65_536));
    assertThrows(IllegalArgumentException.class, () -> builder.acceptedIsvProdIds(Set.of(-1)));
    assertThrows(
        IllegalArgumentException.class, () -> builder.minTeeTcbSvn(TeeTcbSvnPart.MODULE_SVN, 256));
    assertThrows(IllegalArgumentException.class, () -> builder.minQeSvn(65_536));
    assertThrows(IllegalArgumentException.class, () -> builder.minPceSvn(-1));
    for (String id : List.of("", " ", "intel-sa-00289", "INTEL-SA-289", "INTEL-SA-00289\n")) {
      assertThrows(
          IllegalArgumentException.class, () -> builder.acceptedAdvisoryIds(Set.of(id)), id);
      assertThrows(
          IllegalArgumentException.class, () -> builder.refusedAdvisoryIds(Set.of(id)), id);
    }
    for (String date : List.of("1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z")) {
      Instant instant = Instant.parse(date);
      assertThrows(IllegalArgumentException.class, () -> builder.minTcbDate(instant));
      assertThrows(
          IllegalArgumentException.class, () -> builder.outOfDateGrace(Duration.ZERO, instant));
    }
  }
}
