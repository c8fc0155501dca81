package io.github.quotary.domain.ct;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Verifies the signed certificate timestamps inside a certificate (RFC 6962, section 3.2). Valid
 * ones prove that logs promised to show this very certificate, so that monitors see it.
 * Thread-safe.
 */
public final class SctCheck {
  private static final int OPERATORS = 2;

  private final LogList logs;
  private final EcdsaP256 engine;

  /** A check against these logs. */
  public SctCheck(LogList logs, EcdsaP256 engine) {
    this.logs = logs;
    this.engine = engine;
  }

  /** Status of a timestamp. */
  public enum Status {
    /** Signed by an accepted log. */
    VALID,
    /** By a log that is not on the list. */
    UNKNOWN_LOG,
    /** By a log that is rejected, or was already retired. */
    LOG_NOT_ACCEPTED,
    /** By a log that does not accept certificates with this expiry. */
    OUTSIDE_INTERVAL,
    /** Dated in the future. */
    FROM_THE_FUTURE,
    /** Not this log's signature over this certificate. */
    INVALID_SIGNATURE
  }

  /**
   * A timestamp and what was found.
   *
   * @param logId the log's id, 32 bytes
   * @param log the log, if it is listed
   * @param at when it was given
   * @param status what was found
   */
  public record Timestamp(Measurement logId, Optional<CtLog> log, Instant at, Status status) {}

  /**
   * The result.
   *
   * @param isReadable false if the certificate has no timestamps inside, or malformed ones
   * @param timestamps each timestamp
   */
  public record Result(boolean isReadable, List<Timestamp> timestamps) {
    /** Copies the list. */
    public Result {
      timestamps = List.copyOf(timestamps);
    }

    /** Whether at least two operators' logs signed, which is what browsers require. */
    public boolean isEnough() {
      return timestamps.stream()
              .filter(timestamp -> timestamp.status() == Status.VALID)
              .flatMap(timestamp -> timestamp.log().stream())
              .map(CtLog::operator)
              .distinct()
              .count()
          >= OPERATORS;
    }
  }

  /**
   * Verifies the timestamps inside a certificate.
   *
   * @param certificate DER
   * @param issuer the certificate that it was issued by, DER
   * @param at now
   */
  public Result check(byte[] certificate, byte[] issuer, Instant at) {
    return Precertificate.of(certificate, issuer)
        .map(
            precertificate ->
                new Result(
                    true,
                    precertificate.timestamps().stream()
                        .map(timestamp -> check(precertificate, timestamp, at))
                        .toList()))
        .orElseGet(() -> new Result(false, List.of()));
  }

  private Timestamp check(
      Precertificate precertificate, SignedCertificateTimestamp timestamp, Instant at) {
    Optional<CtLog> log = logs.find(timestamp.logId());
    Status status =
        log.map(known -> status(precertificate, timestamp, known, at)).orElse(Status.UNKNOWN_LOG);
    return new Timestamp(timestamp.logId(), log, timestamp.at(), status);
  }

  private Status status(
      Precertificate precertificate, SignedCertificateTimestamp timestamp, CtLog log, Instant at) {
    if (!log.countsAt(timestamp.at())) {
      return Status.LOG_NOT_ACCEPTED;
    }
    if (!log.takesExpiryAt(precertificate.notAfter())) {
      return Status.OUTSIDE_INTERVAL;
    }
    if (timestamp.at().isAfter(at)) {
      return Status.FROM_THE_FUTURE;
    }
    boolean isSigned =
        log.key().isPresent()
            && timestamp.signature().isPresent()
            && engine.verify(
                log.key().get(),
                Sha2.sha256(precertificate.signedBytes(timestamp)),
                timestamp.signature().get());
    return isSigned ? Status.VALID : Status.INVALID_SIGNATURE;
  }
}
