package io.github.quotary.architecture.planted.tcb;

import static io.github.quotary.architecture.HouseRule.READS_NO_CLOCK;

import io.github.quotary.architecture.Breaks;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Wants to know what time it is. */
final class ClockReader {
  @Breaks(READS_NO_CLOCK)
  long millis() {
    return System.currentTimeMillis();
  }

  @Breaks(READS_NO_CLOCK)
  LongSupplier nanos() {
    return System::nanoTime;
  }

  @Breaks(READS_NO_CLOCK)
  Instant now() {
    return Instant.now();
  }

  @Breaks(READS_NO_CLOCK)
  Supplier<Instant> nowByReference() {
    return Instant::now;
  }

  @Breaks(READS_NO_CLOCK)
  Supplier<Instant> nowInLambda() {
    return () -> Instant.now();
  }

  @Breaks(READS_NO_CLOCK)
  LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  @Breaks(READS_NO_CLOCK)
  Clock clock() {
    return Clock.systemUTC();
  }

  @Breaks(READS_NO_CLOCK)
  Clock zonedClock() {
    return Clock.system(ZoneOffset.UTC);
  }

  @Breaks(READS_NO_CLOCK)
  Clock defaultClock() {
    return Clock.systemDefaultZone();
  }

  @Breaks(READS_NO_CLOCK)
  Clock coarseClock() {
    return Clock.tickSeconds(ZoneOffset.UTC);
  }

  @Breaks(READS_NO_CLOCK)
  Date date() {
    return new Date();
  }

  @Breaks(READS_NO_CLOCK)
  Calendar calendar() {
    return Calendar.getInstance();
  }

  @Breaks(READS_NO_CLOCK)
  void valid(X509Certificate certificate) throws CertificateException {
    certificate.checkValidity();
  }

  void validAt(X509Certificate certificate, Date at) throws CertificateException {
    certificate.checkValidity(at);
  }

  Instant nowOf(Clock clock) {
    return Instant.now(clock);
  }

  Date dateOf(Instant instant) {
    return new Date(instant.toEpochMilli());
  }
}
