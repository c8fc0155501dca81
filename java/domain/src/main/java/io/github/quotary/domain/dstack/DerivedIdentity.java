package io.github.quotary.domain.dstack;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.ProvenEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hashes that dstack's KMS and contracts know a workload by, 32 bytes each, all SHA-256.
 *
 * @param mrKeyProvider of the {@code key-provider} event's payload; zeros without such an event
 * @param mrSystem of MRTD, RTMR0, RTMR1, RTMR2 and {@code mrKeyProvider}
 * @param mrAggregated of MRTD and RTMR0 to RTMR3 and, unless all three are zero, MRCONFIGID,
 *     MROWNER and MROWNERCONFIG
 */
public record DerivedIdentity(
    Measurement mrKeyProvider, Measurement mrSystem, Measurement mrAggregated) {
  private static final int HASH_SIZE = 32;

  /** Of a workload that is up. */
  public static DerivedIdentity of(TdReport report, SystemEvents events) {
    return of(
        report,
        events.find(SystemEvent.KEY_PROVIDER).map(ProvenEvent::payloadBytes),
        report.rtmr(3));
  }

  /**
   * As the KMS sees a guest that boots: without key provider, and with RTMR3 as it was after {@code
   * boot-mr-done}. Empty if there is no such event.
   */
  public static Optional<DerivedIdentity> ofBoot(TdReport report, SystemEvents events) {
    return events.bootRtmr3().map(rtmr3 -> of(report, Optional.empty(), rtmr3));
  }

  private static DerivedIdentity of(
      TdReport report, Optional<byte[]> keyProvider, Measurement rtmr3) {
    Measurement mrKeyProvider =
        Measurement.of(keyProvider.map(Sha2::sha256).orElse(new byte[HASH_SIZE]));
    List<Measurement> boot = List.of(report.mrTd(), report.rtmr(0), report.rtmr(1), report.rtmr(2));
    List<Measurement> system = new ArrayList<>(boot);
    system.add(mrKeyProvider);
    List<Measurement> aggregated = new ArrayList<>(boot);
    aggregated.add(rtmr3);
    List<Measurement> config =
        List.of(report.mrConfigId(), report.mrOwner(), report.mrOwnerConfig());
    if (!config.stream().allMatch(Measurement::isZero)) {
      aggregated.addAll(config);
    }
    return new DerivedIdentity(mrKeyProvider, sha256(system), sha256(aggregated));
  }

  private static Measurement sha256(List<Measurement> parts) {
    return Measurement.of(
        Sha2.sha256(
            parts.stream()
                .map(part -> ByteBuffer.wrap(part.toByteArray()))
                .toArray(ByteBuffer[]::new)));
  }
}
