package io.github.quotary.domain.gateway;

import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.evidence.RawBytes;
import java.util.List;
import java.util.Optional;

/**
 * A gateway's {@code acme-info} of any version, decoded and not verified. Members that a version
 * does not have are empty; a missing proof is no proof.
 *
 * @param accountUri the ACME account
 * @param accountProof the account's quote
 * @param quotedKeys keys with their quotes; absent in the oldest versions
 * @param historicKeys keys without quotes, SubjectPublicKeyInfo in DER; absent since version 0.5.6
 * @param activeCertificate PEM chain that was active when the answer was made; absent since 0.5.6
 * @param baseDomain the base domain, as the gateway says; absent since 0.5.6
 */
public record AcmeInfo(
    Optional<String> accountUri,
    QuoteAnswer.Reading accountProof,
    Optional<List<QuotedKey>> quotedKeys,
    List<RawBytes> historicKeys,
    Optional<RawBytes> activeCertificate,
    Optional<String> baseDomain) {
  /** Most keys that are read. */
  public static final int MAX_KEYS = 1024;

  /**
   * A key and its proof.
   *
   * @param ref where it stands
   * @param subjectPublicKeyInfo the key, as listed; to be DER
   * @param proof its quote
   */
  public record QuotedKey(String ref, RawBytes subjectPublicKeyInfo, QuoteAnswer.Reading proof) {}

  /** Copies the lists. */
  public AcmeInfo {
    quotedKeys = quotedKeys.map(List::copyOf);
    historicKeys = List.copyOf(historicKeys);
  }

  /** What became of bytes that were taken for an answer. */
  public sealed interface Reading {
    /**
     * They are one.
     *
     * @param info what it holds
     */
    record Read(AcmeInfo info) implements Reading {}

    /**
     * They are none.
     *
     * @param problem what was found
     */
    record Malformed(String problem) implements Reading {}
  }

  /** Reads an answer: strict JSON; members that are not known are ignored. Never throws. */
  public static Reading read(RawBytes json) {
    return AcmeInfoReader.read(json);
  }
}
