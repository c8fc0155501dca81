package io.github.quotary.simulator.domain;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.domain.web.CertificatePlan;
import io.github.quotary.simulator.domain.web.WebAuthority;
import io.github.quotary.simulator.domain.web.WebCertificate;
import io.github.quotary.simulator.domain.web.WebKey;
import io.github.quotary.simulator.octets.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what a gateway serves below {@code /.dstack/}. */
final class GatewaySiteBuilder {
  private static final Duration LIFE = Duration.ofDays(89);
  private static final HexFormat HEX = HexFormat.of();

  private final DomainLaboratory laboratory;
  private final GatewayPlan plan;
  private final WebAuthority authority;
  private final WebCertificate certificate;

  GatewaySiteBuilder(DomainLaboratory laboratory, GatewayPlan plan) {
    this.laboratory = laboratory;
    this.plan = plan;
    this.authority = laboratory.authority();
    this.certificate = authority.issue(plan.certificate());
  }

  DomainSite build() {
    Map<String, Reply> documents = new TreeMap<>();
    documents.put(
        "/.dstack/index",
        Reply.json(
            "{\"type\":\"dstack gateway\",\"paths\":[\"/index\",\"/app-info\",\"/acme-info\"]}"));
    Attestor gateway = attestor(plan.workload());
    documents.put("/.dstack/app-info", Reply.json(AppInfo.of(gateway)));
    documents.put("/.dstack/acme-info", Reply.json(acmeInfo()));
    return new DomainSite(
        DomainKind.GATEWAY,
        plan.host(),
        documents,
        List.of(certificate),
        ServerConduct.regular(),
        laboratory.material(plan.workload(), plan.accountUri()),
        plan.workload().platform().at(),
        SiteWitnesses.ofGateway(plan, earlier(), certificate),
        target -> Reply.empty(404));
  }

  /** The certificate that was served before, with the first listed key; it has expired. */
  private WebCertificate earlier() {
    CertificatePlan served = plan.certificate();
    return authority.issue(
        served
            .withKey(plan.keys().isEmpty() ? served.key() : plan.keys().get(0).key())
            .withValidity(
                served.notBefore().minus(LIFE), served.notBefore().plus(Duration.ofDays(1))));
  }

  private String acmeInfo() {
    return Json.object(
        json -> {
          json.writeStringField("account_uri", plan.accountUri());
          if (plan.version().hasPlainKeys()) {
            json.writeArrayFieldStart("hist_keys");
            for (String key : plan.plainKeys()) {
              json.writeString(HEX.formatHex(authority.serverKey(key).publicKeyDer()));
            }
            json.writeEndArray();
          }
          if (plan.version().hasQuotes()) {
            writeKeys(json);
            byte[] account = ReportDataOf.gatewayAccount(plan.quotedAccountUri());
            writeProof(json, "account_", plan.account(), account);
          }
          if (plan.version().hasActiveCertificate()) {
            json.writeStringField("active_cert", certificate.chainPem());
            json.writeStringField("base_domain", plan.base());
          }
        });
  }

  private void writeKeys(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("quoted_hist_keys");
    for (KeyProof key : plan.keys()) {
      json.writeStartObject();
      json.writeStringField("public_key", HEX.formatHex(der(key, key.key())));
      writeProof(json, "", key, ReportDataOf.gatewayKey(der(key, key.quotedKey())));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private byte[] der(KeyProof proof, String name) {
    WebKey key = authority.serverKey(name);
    return proof.compressed() ? key.compressedPublicKeyDer() : key.publicKeyDer();
  }

  private void writeProof(JsonGenerator json, String prefix, KeyProof proof, byte[] reportData)
      throws IOException {
    ProofForm form = proof.form() == null ? plan.version().proofForm() : proof.form();
    Attestor attestor = attestor(proof.workload());
    json.writeFieldName(prefix + "quote");
    if (form == ProofForm.QUOTE_OBJECT) {
      json.writeRawValue(attestor.quote(reportData).getQuoteJson());
    } else {
      json.writeString(form.hasQuote() ? attestor.quote(reportData).getQuoteJson() : "");
    }
    if (plan.version().hasAttestations()) {
      json.writeStringField(
          prefix + "attestation",
          form.hasAttestation()
              ? Json.strings(Map.of("attestation", attestor.attestation(reportData)))
              : "");
    }
  }

  private Attestor attestor(@Nullable Workload workload) {
    return laboratory.attestor(workload == null ? plan.workload() : workload);
  }
}
