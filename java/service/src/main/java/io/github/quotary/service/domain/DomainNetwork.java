package io.github.quotary.service.domain;

import io.github.quotary.domain.capture.CertSpotterClient;
import io.github.quotary.domain.capture.CrtShClient;
import io.github.quotary.domain.capture.CtRequests;
import io.github.quotary.domain.capture.DnsServers;
import io.github.quotary.domain.capture.DomainCapture;
import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.domain.dns.DnsSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is asked about a domain: the domain itself, DNS and Certificate Transparency. Thread-safe.
 */
public interface DomainNetwork {
  /** Who may issue the domain's certificate. */
  WebPki webPki();

  /** Fetches the evidence. */
  DomainCapture capture();

  /** Answers of DNS, for one report. */
  DnsSource dns();

  /**
   * Searches of Certificate Transparency, for one report; each is asked what those before failed.
   */
  List<CtSource> ct();

  /**
   * The JDK's roots, public addresses alone, the machine's DNS servers, crt.sh and CertSpotter. The
   * roots are read when the first report is made.
   */
  static DomainNetwork internet() {
    return new DomainNetwork() {
      private static final Duration DNS_TIMEOUT = Duration.ofSeconds(5);

      @Override
      public WebPki webPki() {
        return WebPki.ofJdk();
      }

      @Override
      public DomainCapture capture() {
        return DomainCapture.builder()
            .webPki(webPki())
            .allow(DomainCapture.publicAddresses())
            .build();
      }

      @Override
      public DnsSource dns() {
        return DnsServers.ofSystem(DNS_TIMEOUT);
      }

      @Override
      public List<CtSource> ct() {
        CtRequests requests = CtRequests.usual();
        return List.of(
            new CrtShClient(CrtShClient.PUBLIC, requests),
            new CertSpotterClient(CertSpotterClient.PUBLIC, Optional.empty(), requests));
      }
    };
  }
}
