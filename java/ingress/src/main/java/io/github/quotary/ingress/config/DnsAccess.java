package io.github.quotary.ingress.config;

import java.time.Duration;
import java.util.Optional;

/** Who serves the zones, and how to be let in. */
public sealed interface DnsAccess {
  /** How long changes take until everybody sees them, at most, as far as is known. */
  Duration propagation();

  /** Cloudflare. */
  record Cloudflare(Secret apiToken) implements DnsAccess {
    @Override
    public Duration propagation() {
      return Duration.ofMinutes(2);
    }
  }

  /** Linode. */
  record Linode(Secret apiToken) implements DnsAccess {
    @Override
    public Duration propagation() {
      return Duration.ofMinutes(5);
    }
  }

  /**
   * Namecheap.
   *
   * @param clientIp the address that the requests come from, as it is allowed there
   * @param isSandbox whether the provider's place for tests is meant
   */
  record Namecheap(String username, Secret apiKey, String clientIp, boolean isSandbox)
      implements DnsAccess {
    @Override
    public Duration propagation() {
      return Duration.ofMinutes(2);
    }
  }

  /**
   * Route 53.
   *
   * @param roleArn the role to take on; empty: none
   */
  record Route53(
      Secret accessKeyId, Secret secretAccessKey, Optional<String> roleArn, String region)
      implements DnsAccess {
    @Override
    public Duration propagation() {
      return Duration.ZERO;
    }
  }

  /**
   * A server that takes updates according to RFC 2136, signed according to RFC 8945.
   *
   * @param host name or address, an IPv6 address without brackets
   * @param keyName of the key
   * @param algorithm as RFC 8945 calls it
   * @param key base64
   */
  record Rfc2136(String host, int port, String keyName, String algorithm, Secret key)
      implements DnsAccess {
    @Override
    public Duration propagation() {
      return Duration.ofMinutes(1);
    }
  }
}
