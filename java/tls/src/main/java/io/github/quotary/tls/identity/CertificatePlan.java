package io.github.quotary.tls.identity;

import java.time.Duration;
import java.util.List;

/**
 * What certificates say, and for how long.
 *
 * @param commonName of subject and issuer
 * @param dnsNames subject alternative names
 * @param ipAddresses subject alternative names
 * @param validity from when it is made
 */
record CertificatePlan(
    String commonName, List<String> dnsNames, List<String> ipAddresses, Duration validity) {
  CertificatePlan {
    dnsNames = List.copyOf(dnsNames);
    ipAddresses = List.copyOf(ipAddresses);
  }
}
