package io.github.quotary.domain.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.quote.Measurement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A report as JSON in plain ASCII: the same text for the same report. Its schema is the command's
 * {@code domain-report.schema.json}.
 */
public final class ReportJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** The same text on every system. */
  private static final ObjectWriter WRITER =
      MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private final DomainReport report;
  private final ObjectNode root = MAPPER.createObjectNode();

  private ReportJson(DomainReport report) {
    this.report = report;
  }

  /**
   * The report, with a line feed at the end.
   *
   * @param imprint what the caller says of the report's making
   */
  public static String of(DomainReport report, Imprint imprint) {
    return new ReportJson(report).write(imprint);
  }

  private String write(Imprint imprint) {
    root.putObject("producer").put("name", imprint.producer()).put("version", imprint.version());
    root.put("headline", Headline.of(report));
    root.put("verdict", report.verdict().name());
    root.put("trusted", report.checks().isTrusted());
    strings(root, "notChecked", report.notChecked());
    addProvenance(imprint);
    strings(root, "waived", report.checks().waived().stream().map(Check::id).toList());
    addTarget();
    addCertificate();
    ArrayNode checks = root.putArray("checks");
    report.checks().results().forEach(result -> add(checks.addObject(), result));
    report.identities().stream()
        .findFirst()
        .ifPresent(identity -> add(root.putObject("identity"), identity));
    ArrayNode others = root.putArray("other_identities");
    report.identities().stream().skip(1).forEach(identity -> add(others.addObject(), identity));
    ArrayNode keys = root.putArray("keys");
    for (KeyStatement key : report.keys()) {
      ObjectNode node = keys.addObject();
      node.put("spki_sha256", key.spkiSha256().toString());
      node.put("served", key.served()).put("bound", key.bound());
      strings(node, "refs", key.refs());
    }
    strings(root, "accounts", report.accounts());
    addWitnesses(report.witnesses());
    strings(root, "not_proven", report.notProven());
    try {
      // DEL is the one control character that JSON leaves as it is.
      return WRITER.writeValueAsString(root).replace("\u007f", "\\u007f") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Writing to memory cannot fail", e);
    }
  }

  private void addTarget() {
    ObjectNode target = root.putObject("target");
    target.put("host", report.host()).put("kind", report.kind().word());
    report.unicodeHost().ifPresent(text -> target.put("unicode_host", text));
    report.baseDomain().ifPresent(base -> target.put("base_domain", base));
    target.put("connected_host", report.connectedHost());
    root.put("captured_at", report.capturedAt().toString());
    root.put("evidence_digest", report.evidenceDigest().toString());
  }

  private void addProvenance(Imprint imprint) {
    Provenance provenance = report.provenance();
    root.put("verifiedAt", report.verifiedAt().toString());
    root.put("verifiedAtSource", imprint.verifiedAtSource());
    root.putObject("trustAnchor")
        .put("sha256", provenance.trustAnchor().sha256().toString())
        .put("intel", provenance.trustAnchor().isIntel());
    root.putObject("webRoots")
        .put("source", provenance.webRoots().ofJdk() ? "jdk" : "given")
        .put("sha256", provenance.webRoots().sha256().toString());
    root.put("generation", provenance.generation()).put("engine", provenance.engine());
    root.put("policySha256", report.policySha256().toString());
    root.put("collateralSource", imprint.collateralSource());
    root.put("evidenceSource", provenance.evidenceSource().word());
  }

  private void addCertificate() {
    report
        .certificate()
        .ifPresent(
            certificate -> {
              ObjectNode node = root.putObject("certificate");
              node.put("sha256", certificate.sha256().toString());
              strings(node, "dns_names", certificate.dnsNames());
              node.put("issuer", certificate.issuer()).put("serial", certificate.serial());
              node.put("not_before", certificate.notBefore().toString());
              node.put("not_after", certificate.notAfter().toString());
            });
  }

  private void addWitnesses(Witnesses witnesses) {
    ObjectNode caa = root.putObject("caa").put("looked_at", !witnesses.caa().isEmpty());
    ArrayNode names = caa.putArray("names");
    for (CaaStatement statement : witnesses.caa()) {
      ObjectNode node = names.addObject();
      node.put("name", statement.name()).put("lock", statement.lock());
      statement.level().ifPresent(level -> node.put("level", level));
      node.put("dnssec", statement.security());
      strings(node, "records", statement.records());
      strings(node, "notes", statement.notes());
    }
    ObjectNode ct = root.putObject("ct").put("looked_at", witnesses.isCtAsked());
    add(ct, witnesses.ctOutcome());
    ArrayNode certificates = ct.putArray("certificates");
    for (CtStatement statement : witnesses.ct()) {
      ObjectNode node = certificates.addObject();
      strings(node, "dns_names", statement.names());
      node.put("issuer", statement.issuer()).put("serial", statement.serial());
      node.put("not_before", statement.notBefore().toString());
      node.put("not_after", statement.notAfter().toString());
      statement.spkiSha256().ifPresent(hash -> node.put("spki_sha256", hash.toString()));
      node.put("key", statement.key());
    }
  }

  private static void add(ObjectNode ct, CtOutcome outcome) {
    ct.put("outcome", outcome.name());
    strings(ct, "sources", outcome.answeredBy());
    strings(
        ct,
        "gaps",
        outcome instanceof CtOutcome.Incomplete incomplete ? incomplete.gaps() : List.of());
    ArrayNode failures = ct.putArray("failures");
    for (CtAttempt attempt : outcome.withoutAnswer()) {
      ObjectNode node = failures.addObject();
      node.put("query", attempt.query()).put("address", attempt.address());
      node.put("why", attempt.why());
      attempt.status().ifPresent(status -> node.put("status", status));
      node.put("tries", attempt.tries());
    }
  }

  private void add(ObjectNode node, DomainCheckResult result) {
    Finding finding = result.finding();
    node.put("id", finding.check().id());
    node.put("status", result.outcome().name());
    node.put("mandatory", result.mandatory());
    result.waivedOutcome().ifPresent(outcome -> node.put("waived_status", outcome.name()));
    node.put("summary", finding.summary());
    node.put("compared", finding.check().compared(report.provenance()));
    node.put("why", finding.check().why(report.provenance()));
    strings(node, "details", finding.details());
    strings(node, "refs", finding.refs());
  }

  private static void add(ObjectNode node, WorkloadIdentity identity) {
    node.put("genuine", identity.genuine());
    node.put("app_id", identity.appId().toString());
    node.put("compose_hash", identity.composeHash().toString());
    put(node, "instance_id", identity.instanceId());
    identity.osImage().ifPresent(os -> node.put("os", os));
    put(node, "os_image_hash", identity.osImageHash());
    identity.keyProvider().ifPresent(kms -> node.put("kms", kms));
    strings(node, "refs", identity.refs());
  }

  private static void put(ObjectNode node, String name, Optional<Measurement> value) {
    value.ifPresent(present -> node.put(name, present.toString()));
  }

  private static void strings(ObjectNode node, String name, Collection<String> values) {
    ArrayNode array = node.putArray(name);
    List.copyOf(values).forEach(array::add);
  }
}
