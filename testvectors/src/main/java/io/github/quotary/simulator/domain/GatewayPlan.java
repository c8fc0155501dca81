package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.domain.web.CertificatePlan;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A gateway and its zero-trust domain.
 *
 * @param version version of the gateway
 * @param base base domain; the gateway answers at {@code gateway.<base>}
 * @param workload the gateway's own TD
 * @param certificate what it serves
 * @param keys its list of quoted keys
 * @param plainKeys names of keys in the list without proofs, where the version has one
 * @param accountUri its ACME account
 * @param account proof of the account, where the version has one; its key names count for nothing
 * @param quotedAccountUri the account that is quoted; the same if honest
 */
@RecordBuilder
public record GatewayPlan(
    GatewayVersion version,
    String base,
    Workload workload,
    CertificatePlan certificate,
    List<KeyProof> keys,
    List<String> plainKeys,
    String accountUri,
    KeyProof account,
    String quotedAccountUri)
    implements GatewayPlanBuilder.With {
  private static final String SERVED = "gateway key 2";
  private static final String EARLIER = "gateway key 1";
  private static final String ACCOUNT = "https://acme-v02.api.letsencrypt.org/acme/acct/2000000001";

  /** Copies the lists. */
  public GatewayPlan {
    keys = List.copyOf(keys);
    plainKeys = List.copyOf(plainKeys);
  }

  /** A gateway of the version that most operators run, with two keys; the second is served. */
  public static GatewayPlan of(String base) {
    return of(GatewayVersion.GW_C, base);
  }

  /** A gateway of this version with two keys; the second is served. */
  public static GatewayPlan of(GatewayVersion version, String base) {
    return GatewayPlanBuilder.builder()
        .version(version)
        .base(base)
        .workload(Workload.of(version.era()))
        .certificate(CertificatePlan.of(SERVED, "*." + base))
        .keys(List.of(KeyProof.of(EARLIER), KeyProof.of(SERVED)))
        .plainKeys(List.of(EARLIER, SERVED))
        .accountUri(ACCOUNT)
        .account(KeyProof.of("account"))
        .quotedAccountUri(ACCOUNT)
        .build();
  }

  /** The name that the gateway answers at. */
  public String host() {
    return "gateway." + base;
  }

  /** The same with the gateway's TD changed. */
  public GatewayPlan withWorkload(UnaryOperator<Workload> change) {
    return withWorkload(change.apply(workload));
  }

  /** The same with another certificate served. */
  public GatewayPlan withCertificate(UnaryOperator<CertificatePlan> change) {
    return withCertificate(change.apply(certificate));
  }

  /** The same with another list of quoted keys. */
  public GatewayPlan withKeys(KeyProof... values) {
    return withKeys(List.of(values));
  }

  /** The same with one entry of the list changed. */
  public GatewayPlan withKey(int index, UnaryOperator<KeyProof> change) {
    List<KeyProof> changed = new ArrayList<>(keys);
    changed.set(index, change.apply(changed.get(index)));
    return withKeys(changed);
  }

  /** The same with the entry of the served key changed. */
  public GatewayPlan withServedKey(UnaryOperator<KeyProof> change) {
    return withKey(1, change);
  }

  /** The same with other keys in the list without proofs. */
  public GatewayPlan withPlainKeys(String... values) {
    return withPlainKeys(List.of(values));
  }

  /** The same with another account, rightly quoted. */
  @Override
  public GatewayPlan withAccountUri(String value) {
    return with(b -> b.accountUri(value).quotedAccountUri(value));
  }

  /** The same with the proof of the account changed. */
  public GatewayPlan withAccount(UnaryOperator<KeyProof> change) {
    return withAccount(change.apply(account));
  }

  /** The same with a proof of another account. */
  public GatewayPlan quotingAccount(String value) {
    return withQuotedAccountUri(value);
  }
}
