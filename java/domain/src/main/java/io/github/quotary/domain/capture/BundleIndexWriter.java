package io.github.quotary.domain.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.evidence.TlsFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes {@code capture.json}, the index of a bundle's entries. */
final class BundleIndexWriter {
  static final String FORMAT = "quotary-domain-capture";
  static final int VERSION = 1;

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int MAX_NAME = 80;

  private final JsonGenerator json;
  private final Map<String, RawBytes> parts;

  private BundleIndexWriter(JsonGenerator json, Map<String, RawBytes> parts) {
    this.json = json;
    this.parts = parts;
  }

  /** The index; adds the entries that it names, in order. */
  static byte[] write(DomainEvidence evidence, Map<String, RawBytes> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      new BundleIndexWriter(json, parts).write(evidence);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void write(DomainEvidence evidence) throws IOException {
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", VERSION);
    json.writeStringField("host", new DnsName(evidence.host()).text());
    json.writeStringField("capturedAt", evidence.capturedAt().toString());
    writeTls(evidence.tls());
    json.writeArrayFieldStart("peerChain");
    for (RawBytes certificate : evidence.peerChain()) {
      json.writeString(part("peer", "certificate.der", certificate));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("documents");
    for (Map.Entry<String, Document> document : evidence.documents().entrySet()) {
      writeDocument(document.getKey(), document.getValue());
    }
    json.writeEndArray();
    if (evidence.collateral().isPresent()) {
      json.writeStringField(
          "collateral", part("collateral", "collateral.json", evidence.collateral().get()));
    }
    writeAnswers("dns", evidence.dnsAnswers());
    writeAnswers("ct", evidence.ctAnswers());
    json.writeEndObject();
  }

  private void writeTls(TlsFacts tls) throws IOException {
    json.writeObjectFieldStart("tls");
    writeOptional("protocol", tls.protocol());
    writeOptional("cipherSuite", tls.cipherSuite());
    writeOptional("applicationProtocol", tls.applicationProtocol());
    writeOptional("peerAddress", tls.peerAddress());
    json.writeStringField("webPki", tls.webPki().name());
    json.writeStringField("hostName", tls.hostName().name());
    json.writeStringField("detail", tls.detail());
    json.writeNumberField("connections", tls.connections());
    json.writeStringField("continuity", tls.continuity().name());
    json.writeEndObject();
  }

  private void writeOptional(String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    }
  }

  private void writeDocument(String path, Document document) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", path);
    if (document instanceof Document.Answered answered) {
      json.writeNumberField("status", answered.status());
      json.writeStringField("entry", part("documents", path, answered.body()));
    } else if (document instanceof Document.Absent absent) {
      json.writeStringField("absent", absent.reason().name());
      json.writeStringField("detail", absent.detail());
    }
    json.writeEndObject();
  }

  private void writeAnswers(String member, Map<String, RawBytes> answers) throws IOException {
    json.writeArrayFieldStart(member);
    for (Map.Entry<String, RawBytes> answer : answers.entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", answer.getKey());
      json.writeStringField("entry", part(member, answer.getKey(), answer.getValue()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Adds an entry. Its name is for people: the number makes it unique, and what could be anything
   * but a plain file name is left out.
   */
  private String part(String folder, String title, RawBytes bytes) {
    String last = title.substring(title.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String plain = last.replaceAll("[^a-z0-9.-]", "_").replaceAll("\\.{2,}", ".");
    String shown = plain.substring(Math.max(0, plain.length() - MAX_NAME));
    String name = String.format(Locale.ROOT, "%s/%04d_%s", folder, parts.size(), shown);
    parts.put(name, bytes);
    return name;
  }
}
