package io.github.quotary.simulator.domain.server;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.simulator.domain.web.CertificatePlan;
import io.github.quotary.simulator.domain.web.WebCertificate;
import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Json;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a search service of Certificate Transparency knows, in the shape of crt.sh's answers.
 * Immutable.
 *
 * @param logged certificates, each with its precertificate; the number of the first's
 *     precertificate is 1, of the first itself 2, and so on
 * @param fault how it fails
 * @param onlyPrecertificates whether no certificate followed its precertificate into a log
 */
@RecordBuilder
public record CtSearchPlan(
    List<WebCertificate> logged, CtSearchFault fault, boolean onlyPrecertificates)
    implements CtSearchPlanBuilder.With {
  private static final int LIMIT = 10_000;
  private static final int AUTHORITY = 295_810;

  /** Copies the list. */
  public CtSearchPlan {
    logged = List.copyOf(logged);
  }

  /** A service that knows these certificates. */
  public static CtSearchPlan of(WebCertificate... logged) {
    return new CtSearchPlan(List.of(logged), CtSearchFault.NONE, false);
  }

  /** The same with one more certificate, the newest. */
  public CtSearchPlan with(WebCertificate certificate) {
    List<WebCertificate> more = new ArrayList<>(logged);
    more.add(certificate);
    return withLogged(more);
  }

  /** The same with precertificates alone. */
  public CtSearchPlan withOnlyPrecertificates() {
    return withOnlyPrecertificates(true);
  }

  /** The answer about all certificates that have not expired at this time, newest first. */
  public String json(Instant at) {
    return json(at, certificate -> true);
  }

  /**
   * The answer to a query.
   *
   * @param query a name; {@code %} stands for anything
   */
  String json(Instant at, String query) {
    if (fault == CtSearchFault.EMPTY) {
      return "[]";
    }
    Pattern wanted =
        Pattern.compile(Pattern.quote(query).replace("%", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE);
    String answer =
        json(at, plan -> plan.dnsNames().stream().anyMatch(n -> wanted.matcher(n).matches()));
    return fault == CtSearchFault.CUT ? answer.substring(0, answer.length() / 2) : answer;
  }

  private String json(Instant at, Predicate<CertificatePlan> wanted) {
    String object =
        Json.object(
            json -> {
              json.writeArrayFieldStart("rows");
              if (fault == CtSearchFault.ROW_LIMIT) {
                for (int i = 0; i < LIMIT; i++) {
                  writeFiller(json, i, at);
                }
              } else {
                writeRows(json, at, wanted);
              }
              json.writeEndArray();
            });
    return object.substring("{\"rows\":".length(), object.length() - 1);
  }

  /** All pages of Cert Spotter's answer about every certificate, one after the other. */
  public String issuances(Instant at) {
    StringBuilder pages = new StringBuilder();
    for (int after = 0; after <= logged.size(); after++) {
      pages.append(issuances(at, plan -> true, after)).append('\n');
    }
    return pages.toString();
  }

  /**
   * A page of Cert Spotter's answer: one issuance, or none at the end.
   *
   * @param domain the name that is asked for, with the wildcards that cover it
   * @param below whether all names below it are asked for as well
   * @param after the number of the issuance before, 0 at first
   */
  String issuances(Instant at, String domain, boolean below, int after) {
    String wildcard = "*" + domain.substring(Math.max(0, domain.indexOf('.')));
    return issuances(
        at,
        plan ->
            plan.dnsNames().stream()
                .anyMatch(
                    name ->
                        name.equals(domain)
                            || (below ? name.endsWith("." + domain) : name.equals(wildcard))),
        after);
  }

  private String issuances(Instant at, Predicate<CertificatePlan> wanted, int after) {
    if (fault != CtSearchFault.EMPTY) {
      for (int i = after; i < logged.size(); i++) {
        CertificatePlan plan = logged.get(i).plan();
        if (wanted.test(plan) && !plan.notAfter().isBefore(at)) {
          return "[" + issuance(i + 1, logged.get(i)) + "]";
        }
      }
    }
    return "[]";
  }

  private static String issuance(int number, WebCertificate certificate) {
    byte[] leaf = certificate.chain().get(0);
    return Json.object(
        json -> {
          json.writeStringField("id", Integer.toString(number));
          json.writeStringField("tbs_sha256", HexFormat.of().formatHex(Digests.sha256(leaf)));
          json.writeStringField("cert_sha256", HexFormat.of().formatHex(Digests.sha256(leaf)));
          json.writeArrayFieldStart("dns_names");
          for (String name : certificate.plan().dnsNames()) {
            json.writeString(name);
          }
          json.writeEndArray();
          json.writeStringField(
              "pubkey_sha256",
              HexFormat.of().formatHex(Digests.sha256(certificate.publicKeyDer())));
          json.writeStringField("not_before", certificate.plan().notBefore().toString());
          json.writeStringField("not_after", certificate.plan().notAfter().toString());
          json.writeBooleanField("revoked", false);
          json.writeStringField("cert_der", Base64.getEncoder().encodeToString(leaf));
        });
  }

  private void writeRows(JsonGenerator json, Instant at, Predicate<CertificatePlan> wanted)
      throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < logged.size(); i++) {
      CertificatePlan plan = logged.get(i).plan();
      if (wanted.test(plan) && !plan.notAfter().isBefore(at)) {
        numbers.add(2 * i + 1);
        if (!onlyPrecertificates) {
          numbers.add(2 * i + 2);
        }
      }
    }
    Collections.reverse(numbers);
    for (int number : numbers) {
      WebCertificate certificate = logged.get((number - 1) / 2);
      write(json, number, certificate.plan(), certificate.serialHex());
    }
  }

  private static void writeFiller(JsonGenerator json, int number, Instant at) throws IOException {
    CertificatePlan plan =
        CertificatePlan.of("filler", "n" + number + ".example.org")
            .withValidity(at.minusSeconds(1), at.plusSeconds(86_400));
    write(json, number, plan, Integer.toHexString(0x10000 + number));
  }

  private static void write(JsonGenerator json, int number, CertificatePlan plan, String serial)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("issuer_ca_id", AUTHORITY);
    json.writeStringField("issuer_name", "C=US, O=Quotary Laboratory, CN=Quotary Laboratory E1");
    json.writeStringField("common_name", plan.commonName());
    json.writeStringField("name_value", String.join("\n", plan.dnsNames()));
    json.writeNumberField("id", number);
    json.writeStringField("entry_timestamp", time(plan.notBefore()) + ".123");
    json.writeStringField("not_before", time(plan.notBefore()));
    json.writeStringField("not_after", time(plan.notAfter()));
    json.writeStringField("serial_number", serial);
    json.writeEndObject();
  }

  private static String time(Instant at) {
    String text = LocalDateTime.ofInstant(at, ZoneOffset.UTC).toString();
    return text.length() == "2026-01-01T00:00".length() ? text + ":00" : text;
  }

  /** The certificate of a number, PEM. */
  Optional<String> certificate(int number) {
    int index = (number - 1) / 2;
    if (number < 1 || index >= logged.size() || fault == CtSearchFault.METADATA_ONLY) {
      return Optional.empty();
    }
    if (fault == CtSearchFault.WRONG_CERTIFICATE) {
      return Optional.of(logged.get(0).leafPem());
    }
    WebCertificate certificate = logged.get(index);
    return Optional.of(number % 2 == 1 ? certificate.precertificatePem() : certificate.leafPem());
  }
}
