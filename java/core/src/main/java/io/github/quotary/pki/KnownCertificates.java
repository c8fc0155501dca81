package io.github.quotary.pki;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CA certificates that were met before, so that they need not be parsed again: the same bytes give
 * the same object. Parsing is all that is saved, nothing about them is trusted. Thread-safe;
 * bounded, the oldest give way.
 */
public final class KnownCertificates {
  private static final int MAX_CERTIFICATES = 16;

  private volatile List<X509Cert> certificates = List.of();

  /** An empty set. */
  public KnownCertificates() {}

  /** Remembers a certificate. */
  public synchronized void add(X509Cert certificate) {
    if (find(certificate.der()) == null) {
      certificates =
          Stream.concat(Stream.of(certificate), certificates.stream())
              .limit(MAX_CERTIFICATES)
              .toList();
    }
  }

  @Nullable X509Cert find(byte[] der) {
    for (X509Cert certificate : certificates) {
      if (Arrays.equals(certificate.der(), der)) {
        return certificate;
      }
    }
    return null;
  }
}
