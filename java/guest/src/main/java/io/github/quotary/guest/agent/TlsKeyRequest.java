package io.github.quotary.guest.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a certificate of {@code GetTlsKey} is to be. Immutable.
 *
 * @param subject the common name; may be empty
 * @param alternativeNames DNS names
 * @param withQuote whether the certificate carries a quote over its key (RA-TLS)
 * @param forServers whether a server may use it
 * @param forClients whether a client may use it
 * @param notBefore start of its validity, to the second; newer agents only
 * @param notAfter end of its validity, to the second; newer agents only
 */
public record TlsKeyRequest(
    String subject,
    List<String> alternativeNames,
    boolean withQuote,
    boolean forServers,
    boolean forClients,
    Optional<Instant> notBefore,
    Optional<Instant> notAfter) {
  /**
   * Takes a copy of the list.
   *
   * @throws IllegalArgumentException if a time is before 1970
   */
  public TlsKeyRequest {
    alternativeNames = List.copyOf(alternativeNames);
    if (notBefore.orElse(Instant.EPOCH).isBefore(Instant.EPOCH)
        || notAfter.orElse(Instant.EPOCH).isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("A time before 1970");
    }
  }

  /** A certificate with a quote, for a server of this name. */
  public static TlsKeyRequest ofServer(String dnsName) {
    return new TlsKeyRequest(
        dnsName, List.of(dnsName), true, true, false, Optional.empty(), Optional.empty());
  }

  void write(JsonGenerator out) throws IOException {
    out.writeStringField("subject", subject);
    out.writeArrayFieldStart("alt_names");
    for (String name : alternativeNames) {
      out.writeString(name);
    }
    out.writeEndArray();
    out.writeBooleanField("usage_ra_tls", withQuote);
    out.writeBooleanField("usage_server_auth", forServers);
    out.writeBooleanField("usage_client_auth", forClients);
    if (notBefore.isPresent()) {
      out.writeNumberField("not_before", notBefore.get().getEpochSecond());
    }
    if (notAfter.isPresent()) {
      out.writeNumberField("not_after", notAfter.get().getEpochSecond());
    }
  }
}
