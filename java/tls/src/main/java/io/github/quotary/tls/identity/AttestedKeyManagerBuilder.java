package io.github.quotary.tls.identity;

import static java.util.Objects.requireNonNull;

import io.github.quotary.challenge.KeyBinding;
import io.github.quotary.guest.provider.Answer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.util.IPAddress;

/** Collects what of an {@link AttestedKeyManager} differs from the defaults. Not thread-safe. */
public final class AttestedKeyManagerBuilder {
  /** What challenges are for, unless the builder is told otherwise. */
  public static final String CHALLENGE_CONTEXT = "quotary-tls/v1";

  private static final Pattern DNS_NAME = Pattern.compile("(\\*\\.)?[A-Za-z0-9._-]{1,251}");
  private static final Duration LONGEST = Duration.ofDays(397);

  private final EvidenceMaker evidence;
  private String commonName = "attested";
  private List<String> dnsNames = List.of();
  private List<String> ipAddresses = List.of();
  private Duration validity = Duration.ofDays(1);
  private Duration interval = Duration.ofHours(12);
  private Duration retry = Duration.ofMinutes(1);
  private String context = CHALLENGE_CONTEXT;
  private Clock clock = Clock.systemUTC();
  private SecureRandom random = new SecureRandom();
  private RenewalListener listener = RenewalListener.none();

  AttestedKeyManagerBuilder(EvidenceMaker evidence) {
    this.evidence = requireNonNull(evidence, "evidence");
  }

  /** Common name of the certificate's subject; {@code attested} unless set. */
  public AttestedKeyManagerBuilder commonName(String value) {
    commonName = requireNonNull(value, "commonName");
    return this;
  }

  /**
   * DNS names of the certificate, in ASCII. Nobody vouches for them but the key's holder.
   *
   * @throws IllegalArgumentException if one cannot be a name
   */
  public AttestedKeyManagerBuilder dnsNames(String... values) {
    for (String value : values) {
      if (!DNS_NAME.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "\"" + value + "\" is not a DNS name in ASCII; write it like app.example.com");
      }
    }
    dnsNames = List.of(values);
    return this;
  }

  /**
   * IP addresses of the certificate.
   *
   * @throws IllegalArgumentException if one is not a literal address
   */
  public AttestedKeyManagerBuilder ipAddresses(String... values) {
    for (String value : values) {
      if (!IPAddress.isValid(value)) {
        throw new IllegalArgumentException(
            "\"" + value + "\" is not an IP address; give a literal");
      }
    }
    ipAddresses = List.of(values);
    return this;
  }

  /**
   * How long a certificate is valid, and how long it is served before it is renewed; 1 day and 12
   * hours unless set.
   *
   * @param newValidity at most 397 days
   * @param newInterval more than 0, and less than the validity
   */
  public AttestedKeyManagerBuilder renewal(Duration newValidity, Duration newInterval) {
    if (newInterval.isNegative()
        || newInterval.isZero()
        || newInterval.compareTo(newValidity) >= 0
        || newValidity.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "A validity of "
              + newValidity
              + " and a renewal after "
              + newInterval
              + "; renew after more than 0 and less than the validity, which is at most 397 days");
    }
    validity = newValidity;
    interval = newInterval;
    return this;
  }

  /** How long after a failure the renewal is tried again; 1 minute unless set. */
  public AttestedKeyManagerBuilder retry(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("A retry after " + value + "; more than 0 is possible");
    }
    retry = value;
    return this;
  }

  /**
   * What challenges are for, as the relying party names it: {@link #CHALLENGE_CONTEXT} unless set.
   *
   * @param value 1 to 255 printable ASCII characters without blanks
   */
  public AttestedKeyManagerBuilder challengeContext(String value) {
    // Fails for what is not possible.
    KeyBinding.reportData(value, new byte[1]);
    context = value;
    return this;
  }

  /** Tells the dates of certificates; the system's clock unless set. */
  public AttestedKeyManagerBuilder clock(Clock value) {
    clock = requireNonNull(value, "clock");
    return this;
  }

  /** Source of keys, serial numbers and signatures; a new one unless set. */
  public AttestedKeyManagerBuilder random(SecureRandom value) {
    random = requireNonNull(value, "random");
    return this;
  }

  /** Hears of renewals; nobody unless set. */
  public AttestedKeyManagerBuilder listener(RenewalListener value) {
    listener = requireNonNull(value, "listener");
    return this;
  }

  /**
   * Makes the first certificate, and schedules renewals.
   *
   * @return the key manager, or why there is no evidence
   */
  public Answer<AttestedKeyManager> start(RenewalTimer timer) {
    Renewals renewals =
        new Renewals(
            new CertificateMaker(
                evidence, new CertificatePlan(commonName, dnsNames, ipAddresses, validity), random),
            clock,
            requireNonNull(timer, "timer"),
            interval,
            retry,
            listener);
    return renewals
        .start()
        .then(first -> Answer.given(new AttestedKeyManager(renewals, evidence, context)));
  }
}
