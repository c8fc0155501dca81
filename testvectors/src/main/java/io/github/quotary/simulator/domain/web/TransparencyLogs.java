package io.github.quotary.simulator.domain.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Json;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;

/**
 * Simulated logs of Certificate Transparency: they sign timestamps (RFC 6962, section 3.2) and
 * stand in a log list of the format's version 3. Keys come from the seed.
 */
final class TransparencyLogs {
  /** The critical extension that makes a precertificate unusable (RFC 6962, section 3.1). */
  static final ASN1ObjectIdentifier POISON = new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.3");

  /** The extension that holds timestamps (RFC 6962, section 3.3). */
  static final ASN1ObjectIdentifier TIMESTAMPS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  private static final String FROM = "2020-01-01T00:00:00Z";
  private static final String UNTIL = "2045-01-01T00:00:00Z";
  private static final Duration YEAR = Duration.ofDays(365);

  private final Log oak;
  private final Log elm;
  private final List<Log> listed;
  private final List<Log> unknown;

  TransparencyLogs(long seed) {
    oak = log(seed, "Operator A", "Oak", "usable");
    elm = log(seed, "Operator B", "Elm", "usable");
    listed =
        List.of(
            oak,
            elm,
            log(seed, "Operator A", "Ash", "usable"),
            log(seed, "Operator C", "Yew", "rejected"),
            log(seed, "Operator D", "Fir", "rejected"),
            log(seed, "Operator C", "Box", "retired"),
            log(seed, "Operator D", "Bay", "retired"));
    unknown =
        List.of(log(seed, "Operator X", "Ivy", "usable"), log(seed, "Operator Y", "Hop", "usable"));
  }

  private static Log log(long seed, String operator, String name, String state) {
    return new Log(operator, name, state, WebKey.derive(seed, "transparency log " + name));
  }

  /**
   * The value of the extension with the timestamps that a certificate's plan wants.
   *
   * @param issuerKey SubjectPublicKeyInfo of the issuer, DER
   * @param body the TBSCertificate without this extension, DER
   */
  Optional<DEROctetString> timestamps(CertificatePlan plan, byte[] issuerKey, byte[] body) {
    Instant at = plan.notBefore();
    List<Log> both = List.of(oak, elm);
    return switch (plan.promises()) {
      case NONE -> Optional.empty();
      case TWO_OPERATORS -> Optional.of(list(both, at, issuerKey, body));
      case ONE_OPERATOR -> Optional.of(list(List.of(oak, listed.get(2)), at, issuerKey, body));
      case OF_ANOTHER_CERTIFICATE -> {
        byte[] other = body.clone();
        other[other.length - 1] ^= 1;
        yield Optional.of(list(both, at, issuerKey, other));
      }
      case OF_UNKNOWN_LOGS -> Optional.of(list(unknown, at, issuerKey, body));
      case FROM_THE_FUTURE -> Optional.of(list(both, at.plus(YEAR), issuerKey, body));
      case OF_REJECTED_LOGS -> Optional.of(list(in("rejected"), at, issuerKey, body));
      case AFTER_RETIREMENT -> Optional.of(list(in("retired"), at, issuerKey, body));
    };
  }

  private List<Log> in(String state) {
    return listed.stream().filter(log -> log.state().equals(state)).toList();
  }

  private static DEROctetString list(List<Log> logs, Instant at, byte[] issuerKey, byte[] body) {
    byte[] all =
        bytes(
            out -> {
              for (Log log : logs) {
                byte[] one = log.timestamp(at.toEpochMilli(), issuerKey, body);
                out.writeShort(one.length);
                out.write(one);
              }
            });
    return new DEROctetString(
        bytes(
            out -> {
              out.writeShort(all.length);
              out.write(all);
            }));
  }

  /** The log list, JSON. */
  String listJson() {
    return Json.object(
        json -> {
          json.writeStringField("version", "1.0");
          json.writeArrayFieldStart("operators");
          for (String operator : listed.stream().map(Log::operator).distinct().toList()) {
            json.writeStartObject();
            json.writeStringField("name", operator);
            json.writeArrayFieldStart("logs");
            for (Log log : listed) {
              if (log.operator().equals(operator)) {
                log.writeTo(json);
              }
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      content.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private record Log(String operator, String name, String state, WebKey key) {
    private byte[] id() {
      return Digests.sha256(key.publicKeyDer());
    }

    /** A SignedCertificateTimestamp of version 1 over a precertificate. */
    byte[] timestamp(long millis, byte[] issuerKey, byte[] body) {
      byte[] signature =
          key.sign(
              bytes(
                  out -> {
                    out.writeShort(0);
                    out.writeLong(millis);
                    out.writeShort(1);
                    out.write(Digests.sha256(issuerKey));
                    out.writeByte(body.length >> 16);
                    out.writeShort(body.length);
                    out.write(body);
                    out.writeShort(0);
                  }));
      return bytes(
          out -> {
            out.writeByte(0);
            out.write(id());
            out.writeLong(millis);
            out.writeShort(0);
            out.writeByte(4);
            out.writeByte(3);
            out.writeShort(signature.length);
            out.write(signature);
          });
    }

    void writeTo(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeStringField("description", operator + " '" + name + "'");
      json.writeStringField("log_id", Base64.getEncoder().encodeToString(id()));
      json.writeStringField("key", Base64.getEncoder().encodeToString(key.publicKeyDer()));
      json.writeStringField("url", "https://" + name.toLowerCase(Locale.ROOT) + ".example/");
      json.writeNumberField("mmd", 86_400);
      json.writeObjectFieldStart("state");
      json.writeObjectFieldStart(state);
      json.writeStringField("timestamp", FROM);
      json.writeEndObject();
      json.writeEndObject();
      json.writeObjectFieldStart("temporal_interval");
      json.writeStringField("start_inclusive", FROM);
      json.writeStringField("end_exclusive", UNTIL);
      json.writeEndObject();
      json.writeEndObject();
    }
  }
}
