package io.github.quotary.domain.watch;

import io.github.quotary.domain.watch.NameState.Certificate;
import io.github.quotary.domain.watch.NameState.KnownKey;
import io.github.quotary.domain.watch.Observation.Logged;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an observation changes about keys and logged certificates. */
final class KeyChanges {
  private static final int MAX_KEYS = 4096;
  private static final int MAX_CERTIFICATES = 16384;

  private final Observation seen;
  private final Instant at;
  private final Alerts alerts;
  private final Map<String, KnownKey> keys;
  private final Map<String, Certificate> certificates;

  KeyChanges(NameState before, Observation seen, Alerts alerts) {
    this.seen = seen;
    this.at = seen.at();
    this.alerts = alerts;
    this.keys = new TreeMap<>(before.keys());
    this.certificates = new TreeMap<>(before.certificates());
  }

  /** Takes in the keys of the evidence. */
  void observeKeys() {
    boolean isFirst = keys.values().stream().noneMatch(KnownKey::attested);
    seen.keys()
        .forEach(
            (key, attested) -> {
              Optional<KnownKey> known = Optional.ofNullable(keys.get(key));
              boolean wasAttested = known.map(KnownKey::attested).orElse(false);
              boolean wasTrusted = known.map(KnownKey::trusted).orElse(false);
              keys.put(
                  key,
                  new KnownKey(
                      known.map(KnownKey::firstSeen).orElse(at),
                      at,
                      wasAttested || attested,
                      wasTrusted || (attested && seen.trusted())));
              if (!attested && known.isEmpty()) {
                alerts.add(
                    AlertKind.UNKNOWN_KEY,
                    Severity.FAILURE,
                    "key " + key,
                    "",
                    "not attested",
                    "the domain serves or lists an unattested key");
              } else if (attested && !wasAttested && !(isFirst && known.isEmpty())) {
                alerts.add(
                    AlertKind.EVIDENCE_CHANGE,
                    Severity.NOTICE,
                    "key " + key,
                    known.isEmpty() ? "" : "not attested",
                    "attested",
                    "another key was attested");
              }
            });
  }

  /**
   * Takes in the logged certificates.
   *
   * @param lockedSince since when CAA is known to lock the name
   */
  void observeCertificates(Optional<Instant> lockedSince) {
    for (Logged logged : seen.certificates()) {
      Optional<Certificate> known = Optional.ofNullable(certificates.get(logged.id()));
      // A workload that does not pass attests nothing that would be believed later.
      boolean isAttested =
          known.map(Certificate::attested).orElse(false)
              || (logged.attested() && seen.trusted())
              || isOfTrustedKey(logged);
      if (logged.attested() && !isAttested) {
        continue;
      }
      certificates.put(
          logged.id(),
          new Certificate(
              known.map(Certificate::firstSeen).orElse(at), logged.notAfter(), isAttested));
      if (known.isEmpty() && !isAttested) {
        alerts.add(
            AlertKind.UNKNOWN_KEY,
            Severity.FAILURE,
            "certificate " + logged.id(),
            "",
            logged.text(),
            "a certificate with an unattested key was logged; " + timeline(logged, lockedSince));
      }
    }
  }

  /** Whether its key was attested before: logs may show a certificate after its key was changed. */
  private boolean isOfTrustedKey(Logged logged) {
    return logged
        .key()
        .flatMap(key -> Optional.ofNullable(keys.get(key)))
        .filter(KnownKey::trusted)
        .isPresent();
  }

  private static String timeline(Logged logged, Optional<Instant> lockedSince) {
    return lockedSince
        .map(
            since ->
                logged.notBefore().isBefore(since)
                    ? "its validity begins before " + since + ", the start of the known CAA lock"
                    : "its validity begins after " + since + ", the start of the known CAA lock")
        .orElse("the start of the CAA lock is unknown");
  }

  /** Whether the key of every certificate in the observation is attested, or was in its time. */
  boolean areAllAttested() {
    return seen.certificates().stream()
        .allMatch(
            logged ->
                Optional.ofNullable(certificates.get(logged.id()))
                    .filter(Certificate::attested)
                    .isPresent());
  }

  /** The keys that are known now: the newest where there are too many. */
  Map<String, KnownKey> knownKeys() {
    Map<String, KnownKey> newest = new TreeMap<>(keys);
    Bounded.keepNewest(newest, MAX_KEYS, KnownKey::lastSeen);
    return newest;
  }

  /** The certificates that have not expired: the newest where there are too many. */
  Map<String, Certificate> unexpiredCertificates() {
    Map<String, Certificate> newest = new TreeMap<>(certificates);
    newest.values().removeIf(certificate -> certificate.notAfter().isBefore(at));
    Bounded.keepNewest(newest, MAX_CERTIFICATES, Certificate::firstSeen);
    return newest;
  }
}
