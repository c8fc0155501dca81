package io.github.quotary.domain.workload;

import io.github.quotary.domain.ct.LogList;
import io.github.quotary.domain.dstack.MrConfigDocument;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.ExpectedIdentity;
import io.github.quotary.domain.witness.WitnessChecks;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The identities that a relying party accepts behind a domain. Nothing is assumed: without a
 * compose hash and an OS image no domain passes. Immutable.
 *
 * <p>Compose hashes, compose files, app ids and ACME accounts say whose workload is expected. A
 * policy that names none of them trusts nothing, unless it waives identity by name.
 *
 * <p>Its JSON form has the members of the same names; its schema is the command's {@code
 * domain-policy.schema.json}.
 *
 * @param at the time of verification, if the policy fixes it
 * @param composeHashes SHA-256 of compose files that are allowed, 32 bytes each
 * @param composeFiles compose files that are allowed, byte for byte
 * @param appIds app ids that are allowed, 20 bytes each; any if empty
 * @param osImages OS images that are allowed
 * @param keyProviders key providers that are allowed; any if empty
 * @param quote the policy for every quote; report data is checked by the domain's checks
 * @param issuers SHA-256 of the SubjectPublicKeyInfo of issuers that are allowed, 32 bytes each;
 *     any if empty
 * @param acmeAccounts URIs of ACME accounts that are allowed; if empty, any of a known production
 *     service
 * @param caaIssuers names of authorities that CAA may name; those of the accounts if empty
 * @param ctLogs accepted Certificate Transparency logs
 * @param caaLockedSince since when the domain is known to be locked by CAA
 * @param mrConfigDocuments documents behind MRCONFIGID of version 3
 * @param required checks that are mandatory in addition to the catalogue's
 * @param waived waived checks; every report lists them next to its verdict
 * @param waivesIdentity whether the policy waives by name that it says whose workload is expected
 * @param digest SHA-256 of the policy's content, 32 bytes
 */
public record DomainPolicy(
    Optional<Instant> at,
    Set<Measurement> composeHashes,
    List<RawBytes> composeFiles,
    Set<Measurement> appIds,
    List<AllowedOsImage> osImages,
    List<AllowedKeyProvider> keyProviders,
    QuotePolicy quote,
    Set<Measurement> issuers,
    Set<String> acmeAccounts,
    Set<String> caaIssuers,
    LogList ctLogs,
    Optional<Instant> caaLockedSince,
    List<MrConfigDocument> mrConfigDocuments,
    Set<Check> required,
    Set<Check> waived,
    boolean waivesIdentity,
    Measurement digest) {
  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if it waives identity and states one
   */
  public DomainPolicy {
    composeHashes = Set.copyOf(composeHashes);
    composeFiles = List.copyOf(composeFiles);
    appIds = Set.copyOf(appIds);
    osImages = List.copyOf(osImages);
    keyProviders = List.copyOf(keyProviders);
    issuers = Set.copyOf(issuers);
    acmeAccounts = Set.copyOf(acmeAccounts);
    caaIssuers = Set.copyOf(caaIssuers);
    mrConfigDocuments = List.copyOf(mrConfigDocuments);
    required = Set.copyOf(required);
    waived = Set.copyOf(waived);
    if (waivesIdentity && isStated(composeHashes, composeFiles, appIds, acmeAccounts)) {
      throw new IllegalArgumentException(
          "identity is waived, but the policy states one: remove identity, or composeHashes,"
              + " composeFiles, appIds and acmeAccounts");
    }
  }

  private static boolean isStated(Collection<?>... identities) {
    return Stream.of(identities).anyMatch(names -> !names.isEmpty());
  }

  /** Whether it says whose workload is expected. */
  public ExpectedIdentity identity() {
    if (waivesIdentity) {
      return ExpectedIdentity.WAIVED;
    }
    return isStated(composeHashes, composeFiles, appIds, acmeAccounts)
        ? ExpectedIdentity.STATED
        : ExpectedIdentity.UNSTATED;
  }

  /** Reads the files that a policy names. */
  @FunctionalInterface
  public interface Files {
    /**
     * Where a name of the policy leads.
     *
     * @throws IOException if the policy may not name files
     */
    Path resolve(String name) throws IOException;

    /** Names no files. */
    static Files none() {
      return name -> {
        throw new IOException("this policy must not name files");
      };
    }
  }

  /** The empty policy: it states no identity, so no domain passes. */
  public static DomainPolicy empty() {
    try {
      return fromJson("{}".getBytes(StandardCharsets.UTF_8), Files.none());
    } catch (IOException e) {
      throw new IllegalStateException("A policy without files must not read any", e);
    }
  }

  /**
   * A policy from its JSON form, at most 1 MiB of UTF-8. Unknown and duplicate members are
   * rejected.
   *
   * @param files where compose files, documents and image folders are
   * @throws IllegalArgumentException if it is not a valid policy; the message says where and what
   *     to write
   * @throws IOException if a file that it names cannot be read
   */
  public static DomainPolicy fromJson(byte[] json, Files files) throws IOException {
    return new DomainPolicyReader(json, files).read();
  }

  /** The same with a time from which on the domain is known to be locked by CAA. */
  public DomainPolicy withCaaLockedSince(Instant since) {
    return new DomainPolicy(
        at,
        composeHashes,
        composeFiles,
        appIds,
        osImages,
        keyProviders,
        quote,
        issuers,
        acmeAccounts,
        caaIssuers,
        ctLogs,
        Optional.of(since),
        mrConfigDocuments,
        required,
        waived,
        waivesIdentity,
        RawBytes.ofUtf8(digest + "\nlocked since " + since).sha256());
  }

  /** What it says of the DNS and of Certificate Transparency. */
  public WitnessChecks.Expectation witnesses() {
    return new WitnessChecks.Expectation(acmeAccounts, caaIssuers, ctLogs, caaLockedSince);
  }

  /** Whether it names the code that may run. */
  boolean namesCode() {
    return !composeHashes.isEmpty() || !composeFiles.isEmpty();
  }

  boolean allowsCompose(Measurement hash) {
    return composeHashes.contains(hash)
        || composeFiles.stream().anyMatch(file -> file.sha256().equals(hash));
  }
}
