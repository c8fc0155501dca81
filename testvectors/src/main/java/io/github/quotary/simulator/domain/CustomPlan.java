package io.github.quotary.simulator.domain;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A deployment of dstack-ingress with its own domains.
 *
 * @param version version of the producer
 * @param domains its domains, each with a certificate and key of its own; {@code *.example.com} is
 *     a wildcard
 * @param host the name to ask for
 * @param workload its TD
 * @param accountForm form of the account document
 * @param accountUri its ACME account
 * @param droppedDomains domains of earlier days, whose certificates are still in the evidence
 * @param edits what is changed on the way from files to evidence
 * @param challenge how it answers a challenge
 */
@RecordBuilder
public record CustomPlan(
    IngressVersion version,
    List<String> domains,
    String host,
    Workload workload,
    AccountForm accountForm,
    String accountUri,
    List<String> droppedDomains,
    Edits edits,
    ChallengeConduct challenge)
    implements CustomPlanBuilder.With {
  private static final String ACCOUNT = "https://acme-v02.api.letsencrypt.org/acme/acct/2584877296";

  /**
   * What a dishonest producer, or whoever stands between, changes.
   *
   * @param files the files to be listed, before they are hashed
   * @param manifest the manifest, before it is quoted
   * @param served all files, after all is done
   */
  @RecordBuilder
  public record Edits(
      UnaryOperator<Map<String, byte[]>> files,
      UnaryOperator<byte[]> manifest,
      UnaryOperator<Map<String, byte[]>> served)
      implements CustomPlanEditsBuilder.With {
    /** No change. */
    public static Edits none() {
      return new Edits(
          UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }
  }

  /** Copies the lists. */
  public CustomPlan {
    domains = List.copyOf(domains);
    droppedDomains = List.copyOf(droppedDomains);
  }

  /** The newest producer with these domains; the first is asked for. */
  public static CustomPlan of(String... domains) {
    return of(IngressVersion.ING_2_3, domains);
  }

  /**
   * This producer with these domains; the first is asked for, with a wildcard the label {@code www}
   * below it.
   */
  public static CustomPlan of(IngressVersion version, String... domains) {
    if (domains.length == 0 || (version == IngressVersion.ING_0 && domains.length > 1)) {
      throw new IllegalArgumentException(version + " with " + domains.length + " domains");
    }
    String host = domains[0].startsWith("*.") ? "www" + domains[0].substring(1) : domains[0];
    return CustomPlanBuilder.builder()
        .version(version)
        .domains(List.of(domains))
        .host(host)
        .workload(Workload.of(version.era()))
        .accountForm(version.account())
        .accountUri(ACCOUNT)
        .droppedDomains(List.of())
        .edits(Edits.none())
        .challenge(ChallengeConduct.NOT_OFFERED)
        .build();
  }

  /** Name of the key pair of a domain. */
  public static String keyOf(String domain) {
    return "ingress key of " + domain;
  }

  /** The same with the TD changed. */
  public CustomPlan withWorkload(UnaryOperator<Workload> change) {
    return withWorkload(change.apply(workload));
  }

  /** The same with certificates of domains that it no longer serves. */
  public CustomPlan withDroppedDomains(String... values) {
    return withDroppedDomains(List.of(values));
  }

  /** The same with the files changed before they are hashed. */
  public CustomPlan editingFiles(UnaryOperator<Map<String, byte[]>> value) {
    return withEdits(edits.withFiles(value));
  }

  /** The same with the manifest changed before it is quoted. */
  public CustomPlan editingManifest(UnaryOperator<byte[]> value) {
    return withEdits(edits.withManifest(value));
  }

  /** The same with the finished files changed. */
  public CustomPlan editingServed(UnaryOperator<Map<String, byte[]>> value) {
    return withEdits(edits.withServed(value));
  }
}
