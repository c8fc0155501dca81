package io.github.quotary.domain.report;

import io.github.quotary.quote.Measurement;
import java.util.List;
import java.util.Optional;

/**
 * The attested identity, according to a quote's event log.
 *
 * @param genuine whether Q-1 passed for the quote; if not, anyone could have made all of this up
 * @param refs the proofs that say so
 * @param appId the app, 20 bytes
 * @param composeHash SHA-256 of the compose file, 32 bytes
 * @param instanceId the instance, 20 bytes, if the app has instances
 * @param osImage the policy's label of the OS image, if it is allowed
 * @param osImageHash the image's hash as the guest measured it, 32 bytes, if it did
 * @param keyProvider kind and id of the key provider, {@code kind:hex}, if there is one
 */
public record WorkloadIdentity(
    boolean genuine,
    List<String> refs,
    Measurement appId,
    Measurement composeHash,
    Optional<Measurement> instanceId,
    Optional<String> osImage,
    Optional<Measurement> osImageHash,
    Optional<String> keyProvider) {
  /** Copies the list. */
  public WorkloadIdentity {
    refs = List.copyOf(refs);
  }

  /** The same identity, by these proofs. */
  public WorkloadIdentity withRefs(List<String> newRefs) {
    return new WorkloadIdentity(
        genuine, newRefs, appId, composeHash, instanceId, osImage, osImageHash, keyProvider);
  }
}
