package io.github.quotary.simulator.domain;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier of a laboratory's site has to be given.
 *
 * @param collateralJson Intel's collateral for the simulated platform, as JSON
 * @param tdxRootPem the root of the simulated Intel PKI
 * @param webRootPem the root of the simulated web PKI
 * @param logListJson the simulated logs of Certificate Transparency, a log list of version 3
 * @param pins what an honest operator publishes about the workload
 * @param caaLockedSince since when the domain is known to be locked by CAA, if anybody knows
 */
@RecordBuilder
public record VerifierMaterial(
    String collateralJson,
    String tdxRootPem,
    String webRootPem,
    String logListJson,
    WorkloadPins pins,
    @Nullable Instant caaLockedSince)
    implements VerifierMaterialBuilder.With {
  private static final String LOG_LIST = "log-list.json";

  /**
   * A domain policy, JSON, that pins the workload and names the logs. It names {@link
   * #policyFiles()}.
   *
   * @param waived ids of checks that it waives, such as {@code CT-1}
   * @param required ids of further checks that it demands
   */
  public String policyJson(Set<String> waived, Set<String> required) {
    String since = caaLockedSince == null ? "" : "\"caaLockedSince\":\"" + caaLockedSince + "\",";
    return "{\"ctLogs\":\""
        + LOG_LIST
        + "\","
        + since
        + pins.policyJson(waived, required).substring(1);
  }

  /** Contents of the files that the policy names. */
  public Map<String, String> policyFiles() {
    Map<String, String> files = new TreeMap<>(pins.policyFiles());
    files.put(LOG_LIST, logListJson);
    return files;
  }
}
