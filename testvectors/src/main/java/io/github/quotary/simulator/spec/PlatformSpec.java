package io.github.quotary.simulator.spec;

import io.github.quotary.simulator.octets.Hex;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What Intel certified about a platform: the content of its PCK certificate's SGX extension.
 *
 * @param ppid platform provisioning id, 16 octets
 * @param fmspc family, model, stepping, platform type and customer SKU, 6 octets
 * @param pceId provisioning certification enclave id, 2 octets as in the certificate
 * @param svns SGX component SVNs
 * @param pceSvn PCE SVN, a 16-bit number in practice
 * @param cpuSvn raw CPUSVN, 16 octets
 * @param sgxType 0 standard, 1 scalable, 2 scalable with integrity
 * @param instanceId platform instance id, 16 octets; certified by the Platform CA only
 * @param dynamicPlatform configuration flag; certified by the Platform CA only
 * @param cachedKeys configuration flag; certified by the Platform CA only
 * @param smtEnabled configuration flag; certified by the Platform CA only
 * @param form how the extension is formed
 */
@RecordBuilder
public record PlatformSpec(
    String ppid,
    String fmspc,
    String pceId,
    Svns svns,
    long pceSvn,
    String cpuSvn,
    int sgxType,
    String instanceId,
    boolean dynamicPlatform,
    boolean cachedKeys,
    boolean smtEnabled,
    SgxExtensionForm form)
    implements PlatformSpecBuilder.With {

  /** An up-to-date platform, by the default TCB information, under the Platform CA. */
  public static PlatformSpec upToDate() {
    return PlatformSpecBuilder.builder()
        .ppid("a1b2c3d4e5f60718293a4b5c6d7e8f90")
        .fmspc("30a06d050000")
        .pceId("0000")
        .svns(TcbLadder.PLATFORM_SVNS)
        .pceSvn(TcbLadder.PCE_SVN)
        .cpuSvn(Hex.of(TcbLadder.PLATFORM_SVNS.toBytes()))
        .sgxType(1)
        .instanceId("0f1e2d3c4b5a69788796a5b4c3d2e1f0")
        .dynamicPlatform(true)
        .cachedKeys(true)
        .smtEnabled(false)
        .form(SgxExtensionForm.SEVEN_ENTRIES)
        .build();
  }

  /** The same platform with other component SVNs; CPUSVN follows them. */
  @Override
  public PlatformSpec withSvns(Svns value) {
    return with(b -> b.svns(value).cpuSvn(Hex.of(value.toBytes())));
  }

  /** The same platform with another instance id (hex, 16 octets) and configuration. */
  public PlatformSpec withConfiguration(
      String instanceId, boolean dynamicPlatform, boolean cachedKeys, boolean smtEnabled) {
    return withInstanceId(instanceId)
        .withDynamicPlatform(dynamicPlatform)
        .withCachedKeys(cachedKeys)
        .withSmtEnabled(smtEnabled);
  }
}
