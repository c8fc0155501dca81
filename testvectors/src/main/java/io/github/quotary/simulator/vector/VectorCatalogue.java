package io.github.quotary.simulator.vector;

import io.github.quotary.simulator.Baseline;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.fault.BindingFault;
import io.github.quotary.simulator.fault.CertificateFault;
import io.github.quotary.simulator.fault.ChainFault;
import io.github.quotary.simulator.fault.Combination;
import io.github.quotary.simulator.fault.CrlFault;
import io.github.quotary.simulator.fault.LayoutFault;
import io.github.quotary.simulator.fault.Oddity;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.PolicyFault;
import io.github.quotary.simulator.fault.QeIdentityFault;
import io.github.quotary.simulator.fault.QuoteFault;
import io.github.quotary.simulator.fault.TcbInfoFault;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The vectors that are kept in {@code testvectors/vectors}: every quote format, every TCB outcome,
 * two apps of dstack with their logs, and a choice of the combinations, faults and oddities, all of
 * which the simulator makes on demand.
 */
public final class VectorCatalogue {
  /** The seed of their keys. */
  public static final long SEED = 1;

  private static final Map<QuoteShape, String> FORMATS =
      Map.of(
          QuoteShape.V3_SGX, "a version 3 quote of an enclave",
          QuoteShape.V4_SGX, "a version 4 quote of an enclave",
          QuoteShape.V4_TDX, "a version 4 quote of a TD, report 1.0",
          QuoteShape.V5_SGX, "a version 5 quote of an enclave, body type 1",
          QuoteShape.V5_TDX_10, "a version 5 quote of a TD, report 1.0, body type 2",
          QuoteShape.V5_TDX_15, "a version 5 quote of a TD, report 1.5, body type 3",
          QuoteShape.V5_TDX_15_EX, "a version 5 quote of a TD, extended report 1.5, body type 4");

  private static final List<VectorSource> CHOICE =
      List.of(
          Combination.QE_OUT_OF_DATE,
          Combination.MODULE_OUT_OF_DATE,
          Combination.COMPONENTS_ON_DIFFERENT_LEVELS,
          Combination.CONFIGURATION_NEEDED_QE_OUT_OF_DATE,
          Combination.RELAUNCH_LOADER_OUT_OF_DATE,
          Combination.CURRENT_BELOW_LEVELS,
          Combination.MODULE_STATUS_UNKNOWN,
          QuoteFault.SIGNATURE_FLIPPED,
          QuoteFault.SIGNATURE_ZERO,
          QuoteFault.QE_REPORT_SIGNATURE_FLIPPED,
          QuoteFault.QE_REPORT_DATA_UNBOUND,
          QuoteFault.ATTESTATION_KEY_OFF_CURVE,
          LayoutFault.TRUNCATED_BY_ONE,
          LayoutFault.OUTER_SIZE_NEGATIVE,
          LayoutFault.CERTIFICATION_TYPE_4,
          LayoutFault.V5_BODY_SIZE_PLUS_ONE,
          ChainFault.ROGUE_EVERYTHING,
          ChainFault.REISSUED_ROOT_IN_QUOTE,
          ChainFault.PCK_ISSUED_BY_PCK,
          ChainFault.TCB_INFO_BY_PCK,
          CertificateFault.PCK_EXPIRED,
          CertificateFault.SGX_EXTENSION_OF_SIX_ENTRIES,
          CrlFault.PCK_REVOKED,
          CrlFault.INTERMEDIATE_REVOKED,
          CrlFault.TCB_SIGNER_REVOKED,
          CrlFault.ROOT_REVOKED_BY_ITSELF,
          CrlFault.PCK_CRL_EXPIRED,
          CrlFault.PCK_CRL_WITHOUT_NUMBER,
          TcbInfoFault.STATUS_EDITED,
          TcbInfoFault.EXPIRED,
          TcbInfoFault.DUPLICATE_KEY,
          TcbInfoFault.SVN_OVERFLOW,
          QeIdentityFault.SIGNATURE_FLIPPED,
          BindingFault.FMSPC_OF_OTHER_PLATFORM,
          BindingFault.QE_DEBUG,
          BindingFault.MODULE_VERSION_UNKNOWN,
          PolicyFault.TD_DEBUG,
          PolicyFault.SERVICE_TD,
          Oddity.PROCESSOR_CA,
          Oddity.HIGH_S,
          Oddity.TRAILING_ZEROS,
          Oddity.CHAIN_REVERSED);

  private final Simulator simulator = Simulator.seeded(SEED);

  /** A catalogue. */
  public VectorCatalogue() {}

  /** Every vector, made anew. */
  public List<TestVector> vectors() {
    List<TestVector> vectors = new ArrayList<>();
    for (QuoteShape shape : QuoteShape.values()) {
      vectors.add(upToDate(shape));
    }
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.UP_TO_DATE) {
        vectors.add(of(outcome));
      }
    }
    CHOICE.forEach(source -> vectors.add(of(source)));
    vectors.add(of(DstackEra.V0_5));
    vectors.add(of(DstackEra.V0_6));
    return vectors;
  }

  /** An app of dstack with its logs: {@code dstack-0-5}. */
  private TestVector of(DstackEra era) {
    DstackApp app = DstackApp.of(era);
    return new TestVector(
        "dstack-" + era.id().replace('.', '-'),
        "an app of dstack " + era.id() + " with its logs",
        simulator.evidence(app.measuredInto(Scenario.upToDate())),
        Baseline.trusted(),
        app);
  }

  /** Named after TEE, version and body: {@code tdx-v5-15-up-to-date}. */
  private TestVector upToDate(QuoteShape shape) {
    List<String> words = new ArrayList<>(List.of(shape.name().toLowerCase(Locale.ROOT).split("_")));
    Collections.swap(words, 0, 1);
    String id = String.join("-", words) + "-up-to-date";
    return new TestVector(
        id,
        "up to date: " + FORMATS.get(shape),
        simulator.evidence(Scenario.upToDate(shape)),
        Baseline.trusted());
  }

  private TestVector of(VectorSource source) {
    return new TestVector(
        source.id(), source.about(), source.evidence(simulator), source.expectation());
  }
}
