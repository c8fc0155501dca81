package io.github.quotary.simulator.spec;

import io.github.quotary.simulator.octets.Hex;

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
    SgxExtensionForm form) {

  /** An up-to-date platform, by the default TCB information, under the Platform CA. */
  public static PlatformSpec upToDate() {
    return new PlatformSpec(
        "a1b2c3d4e5f60718293a4b5c6d7e8f90",
        "30a06d050000",
        "0000",
        TcbLadder.PLATFORM_SVNS,
        TcbLadder.PCE_SVN,
        Hex.of(TcbLadder.PLATFORM_SVNS.toBytes()),
        1,
        "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        true,
        true,
        false,
        SgxExtensionForm.SEVEN_ENTRIES);
  }

  /** The same platform with another PPID (hex, 16 octets). */
  public PlatformSpec withPpid(String value) {
    return new PlatformSpec(
        value,
        fmspc,
        pceId,
        svns,
        pceSvn,
        cpuSvn,
        sgxType,
        instanceId,
        dynamicPlatform,
        cachedKeys,
        smtEnabled,
        form);
  }

  /** The same platform of another FMSPC (hex, 6 octets). */
  public PlatformSpec withFmspc(String value) {
    return new PlatformSpec(
        ppid,
        value,
        pceId,
        svns,
        pceSvn,
        cpuSvn,
        sgxType,
        instanceId,
        dynamicPlatform,
        cachedKeys,
        smtEnabled,
        form);
  }

  /** The same platform of another PCE id (hex, 2 octets). */
  public PlatformSpec withPceId(String value) {
    return new PlatformSpec(
        ppid,
        fmspc,
        value,
        svns,
        pceSvn,
        cpuSvn,
        sgxType,
        instanceId,
        dynamicPlatform,
        cachedKeys,
        smtEnabled,
        form);
  }

  /** The same platform with other component SVNs; CPUSVN follows them. */
  public PlatformSpec withSvns(Svns value) {
    return new PlatformSpec(
        ppid,
        fmspc,
        pceId,
        value,
        pceSvn,
        Hex.of(value.toBytes()),
        sgxType,
        instanceId,
        dynamicPlatform,
        cachedKeys,
        smtEnabled,
        form);
  }

  /** The same platform with another PCE SVN. */
  public PlatformSpec withPceSvn(long value) {
    return new PlatformSpec(
        ppid,
        fmspc,
        pceId,
        svns,
        value,
        cpuSvn,
        sgxType,
        instanceId,
        dynamicPlatform,
        cachedKeys,
        smtEnabled,
        form);
  }

  /** The same platform with another raw CPUSVN (hex, 16 octets). */
  public PlatformSpec withCpuSvn(String value) {
    return new PlatformSpec(
        ppid,
        fmspc,
        pceId,
        svns,
        pceSvn,
        value,
        sgxType,
        instanceId,
        dynamicPlatform,
        cachedKeys,
        smtEnabled,
        form);
  }

  /** The same platform of another SGX type. */
  public PlatformSpec withSgxType(int value) {
    return new PlatformSpec(
        ppid,
        fmspc,
        pceId,
        svns,
        pceSvn,
        cpuSvn,
        value,
        instanceId,
        dynamicPlatform,
        cachedKeys,
        smtEnabled,
        form);
  }

  /** The same platform with another instance id (hex, 16 octets) and configuration. */
  public PlatformSpec withConfiguration(
      String instanceId, boolean dynamicPlatform, boolean cachedKeys, boolean smtEnabled) {
    return new PlatformSpec(
        ppid,
        fmspc,
        pceId,
        svns,
        pceSvn,
        cpuSvn,
        sgxType,
        instanceId,
        dynamicPlatform,
        cachedKeys,
        smtEnabled,
        form);
  }

  /** The same platform with its extension formed otherwise. */
  public PlatformSpec withForm(SgxExtensionForm value) {
    return new PlatformSpec(
        ppid,
        fmspc,
        pceId,
        svns,
        pceSvn,
        cpuSvn,
        sgxType,
        instanceId,
        dynamicPlatform,
        cachedKeys,
        smtEnabled,
        value);
  }
}
