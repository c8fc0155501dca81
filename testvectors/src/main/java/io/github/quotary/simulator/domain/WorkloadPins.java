package io.github.quotary.simulator.domain;

/**
 * What an honest operator publishes about the workload, for a policy to pin. Hashes and ids are
 * lower-case hex.
 *
 * @param appId 20 octets
 * @param composeHash SHA-256 of the compose file
 * @param composeFile text of {@code app-compose.json}
 * @param instanceId 20 octets, or empty
 * @param osImageHash 32 octets
 * @param mrTd MRTD of that image, 48 octets
 * @param rtmr1 RTMR1 of that image, 48 octets
 * @param rtmr2 RTMR2 of that image, 48 octets
 * @param keyProvider {@code none}, {@code kms}, {@code local-sgx} or {@code tpm}
 * @param keyProviderId which one
 * @param accountUri the ACME account
 */
public record WorkloadPins(
    String appId,
    String composeHash,
    String composeFile,
    String instanceId,
    String osImageHash,
    String mrTd,
    String rtmr1,
    String rtmr2,
    String keyProvider,
    String keyProviderId,
    String accountUri) {}
