package io.github.quotary.supplemental;

import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PlatformConfiguration;
import io.github.quotary.quote.Measurement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a platform's PCK certificate says of it.
 *
 * @param ppid the platform's provisioning id, 16 bytes
 * @param cpuSvn the platform's CPUSVN, 16 bytes
 * @param pceSvn the PCE's SVN
 * @param pceId the PCE's id, 2 bytes
 * @param sgxType 0 Standard, 1 Scalable, 2 Scalable with integrity
 * @param platformInstanceIdOrNull 16 bytes; only a multi-package platform has one
 * @param dynamicPlatform packages can be added after it was provisioned
 * @param cachedKeys Intel keeps the platform's root keys
 * @param smtEnabled simultaneous multithreading is on
 */
public record PckPlatform(
    Measurement ppid,
    Measurement cpuSvn,
    long pceSvn,
    Measurement pceId,
    int sgxType,
    @Nullable Measurement platformInstanceIdOrNull,
    PckFlag dynamicPlatform,
    PckFlag cachedKeys,
    PckFlag smtEnabled) {

  static PckPlatform of(PckCertificate pck) {
    Optional<PlatformConfiguration> configuration = pck.configuration();
    return new PckPlatform(
        pck.ppid(),
        pck.cpuSvn(),
        pck.pceSvn(),
        pck.pceId(),
        pck.sgxType(),
        pck.platformInstanceId().orElse(null),
        flag(configuration.map(PlatformConfiguration::dynamicPlatform)),
        flag(configuration.map(PlatformConfiguration::cachedKeys)),
        flag(configuration.map(PlatformConfiguration::smtEnabled)));
  }

  private static PckFlag flag(Optional<Boolean> value) {
    return value.map(PckFlag::of).orElse(PckFlag.UNDEFINED);
  }

  /** The platform instance's id, 16 bytes; only a multi-package platform has one. */
  public Optional<Measurement> platformInstanceId() {
    return Optional.ofNullable(platformInstanceIdOrNull);
  }
}
