package io.github.quotary.domain.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.evidence.TlsFacts;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code capture.json} and takes the entries that it names. */
final class BundleIndexReader {
  private static final int MAX_STATUS = 599;

  private final Map<String, byte[]> entries;

  private BundleIndexReader(Map<String, byte[]> entries) {
    this.entries = entries;
  }

  /** The evidence; removes the entries that it takes. */
  static DomainEvidence read(byte[] index, Map<String, byte[]> entries)
      throws BundleFormatException {
    try {
      return new BundleIndexReader(entries).evidence(StrictJson.object(index));
    } catch (MalformedException e) {
      throw new BundleFormatException(CaptureBundle.INDEX + ": " + e.getMessage());
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new BundleFormatException(
          CaptureBundle.INDEX + " has an invalid value: " + e.getMessage());
    }
  }

  private DomainEvidence evidence(ObjectNode index)
      throws MalformedException, BundleFormatException {
    requireMembers(
        index,
        "format",
        "version",
        "host",
        "capturedAt",
        "tls",
        "peerChain",
        "documents",
        "collateral",
        "dns",
        "ct");
    if (!StrictJson.string(index, "format").equals(BundleIndexWriter.FORMAT)
        || integer(index, "version") != BundleIndexWriter.VERSION) {
      throw new BundleFormatException("not a domain capture of version 1");
    }
    DomainEvidence.Builder evidence =
        DomainEvidence.builder(
                new DnsName(StrictJson.string(index, "host")).text(),
                Instant.parse(StrictJson.string(index, "capturedAt")))
            .origin(DomainEvidence.Origin.CAPTURE)
            .tls(tls(index.path("tls")))
            .peerChain(peerChain(index));
    readDocuments(index, evidence);
    if (index.has("collateral")) {
      evidence.collateral(take(StrictJson.string(index, "collateral")));
    }
    for (NamedEntry answer : answers(index, "dns")) {
      evidence.dnsAnswer(answer.name(), answer.bytes().toByteArray());
    }
    for (NamedEntry answer : answers(index, "ct")) {
      evidence.ctAnswer(answer.name(), answer.bytes().toByteArray());
    }
    return evidence.build();
  }

  private static TlsFacts tls(JsonNode tls) throws MalformedException, BundleFormatException {
    requireMembers(
        tls,
        "protocol",
        "cipherSuite",
        "applicationProtocol",
        "peerAddress",
        "webPki",
        "hostName",
        "detail",
        "connections",
        "continuity");
    return new TlsFacts(
        StrictJson.optionalString(tls, "protocol"),
        StrictJson.optionalString(tls, "cipherSuite"),
        StrictJson.optionalString(tls, "applicationProtocol"),
        StrictJson.optionalString(tls, "peerAddress"),
        TlsFacts.Validation.valueOf(StrictJson.string(tls, "webPki")),
        TlsFacts.Validation.valueOf(StrictJson.string(tls, "hostName")),
        StrictJson.string(tls, "detail"),
        integer(tls, "connections"),
        TlsFacts.Continuity.valueOf(StrictJson.string(tls, "continuity")));
  }

  private List<RawBytes> peerChain(JsonNode index)
      throws MalformedException, BundleFormatException {
    List<RawBytes> chain = new ArrayList<>();
    for (JsonNode entry : array(index, "peerChain")) {
      if (!entry.isTextual()) {
        throw new BundleFormatException("peerChain must contain only strings");
      }
      chain.add(RawBytes.of(take(entry.textValue())));
    }
    return chain;
  }

  private void readDocuments(JsonNode index, DomainEvidence.Builder evidence)
      throws MalformedException, BundleFormatException {
    Set<String> paths = new HashSet<>();
    for (JsonNode document : array(index, "documents")) {
      String path = StrictJson.string(document, "path");
      if (!paths.add(path)) {
        throw new BundleFormatException("duplicate document: " + path);
      }
      evidence.document(path, document(document));
    }
  }

  private Document document(JsonNode document) throws MalformedException, BundleFormatException {
    if (document.has("absent")) {
      requireMembers(document, "path", "absent", "detail");
      return new Document.Absent(
          Document.Reason.valueOf(StrictJson.string(document, "absent")),
          StrictJson.string(document, "detail"));
    }
    requireMembers(document, "path", "status", "entry");
    int status = integer(document, "status");
    if (status < 100 || status > MAX_STATUS) {
      throw new BundleFormatException("not a valid HTTP status: " + status);
    }
    return new Document.Answered(status, RawBytes.of(take(StrictJson.string(document, "entry"))));
  }

  private record NamedEntry(String name, RawBytes bytes) {}

  private List<NamedEntry> answers(JsonNode index, String member)
      throws MalformedException, BundleFormatException {
    List<NamedEntry> answers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode answer : array(index, member)) {
      requireMembers(answer, "name", "entry");
      String name = StrictJson.string(answer, "name");
      if (!names.add(name)) {
        throw new BundleFormatException("duplicate answer in " + member + ": " + name);
      }
      answers.add(new NamedEntry(name, RawBytes.of(take(StrictJson.string(answer, "entry")))));
    }
    return answers;
  }

  private byte[] take(String entry) throws BundleFormatException {
    byte[] bytes = entries.remove(entry);
    if (bytes == null) {
      throw new BundleFormatException(
          CaptureBundle.INDEX + " names an entry that is missing, or names it twice: " + entry);
    }
    return bytes;
  }

  private static JsonNode array(JsonNode object, String name) throws BundleFormatException {
    JsonNode array = object.path(name);
    if (!array.isArray()) {
      throw new BundleFormatException("member " + name + " is not an array");
    }
    return array;
  }

  private static int integer(JsonNode object, String name) throws BundleFormatException {
    JsonNode number = object.path(name);
    if (!number.isInt() || number.intValue() < 0) {
      throw new BundleFormatException("member " + name + " is not a non-negative integer");
    }
    return number.intValue();
  }

  /** Rejects unknown members: they may change the meaning of known ones. */
  private static void requireMembers(JsonNode object, String... known)
      throws BundleFormatException {
    Set<String> all = Set.of(known);
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!all.contains(name)) {
        throw new BundleFormatException("unknown member: " + name);
      }
    }
  }
}
