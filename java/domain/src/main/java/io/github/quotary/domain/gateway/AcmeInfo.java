package io.github.quotary.domain.gateway;

import io.github.quotary.domain.dstack.QuoteReading;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.reading.Reading;
import java.util.List;
import java.util.Optional;

/**
 * A gateway's {@code acme-info} of any version, decoded and not verified. Members that a version
 * does not have are empty; a missing proof proves nothing.
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
    QuoteReading accountProof,
    Optional<List<QuotedKey>> quotedKeys,
    List<RawBytes> historicKeys,
    Optional<RawBytes> activeCertificate,
    Optional<String> baseDomain) {
  /** Maximum number of keys. */
  public static final int MAX_KEYS = 1024;

  /**
   * A key and its proof.
   *
   * @param ref where it stands
   * @param subjectPublicKeyInfo the key, as listed; to be DER
   * @param proof its quote
   */
  public record QuotedKey(String ref, RawBytes subjectPublicKeyInfo, QuoteReading proof) {}

  /** Copies the lists. */
  public AcmeInfo {
    quotedKeys = quotedKeys.map(List::copyOf);
    historicKeys = List.copyOf(historicKeys);
  }

  /** Reads an answer: strict JSON; unknown members are ignored. Never throws. */
  public static Reading<AcmeInfo> read(RawBytes json) {
    return AcmeInfoReader.read(json);
  }
}
