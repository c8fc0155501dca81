package io.github.quotary.domain.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.ct.LogList;
import io.github.quotary.domain.dstack.KeyProvider;
import io.github.quotary.domain.dstack.MrConfigDocument;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.report.Check;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a policy's JSON form. */
final class DomainPolicyReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final int HASH_SIZE = 32;
  private static final int ID_SIZE = 20;

  private static final Set<String> MEMBERS =
      new LinkedHashSet<>(
          List.of(
              "$schema",
              "description",
              "origins",
              "at",
              "composeHashes",
              "composeFiles",
              "appIds",
              "osImages",
              "keyProviders",
              "quote",
              "issuers",
              "acmeAccounts",
              "caaIssuers",
              "ctLogs",
              "caaLockedSince",
              "identity",
              "mrConfigDocuments",
              "required",
              "waived"));

  private final byte[] json;
  private final DomainPolicy.Files files;

  DomainPolicyReader(byte[] json, DomainPolicy.Files files) {
    this.json = json.clone();
    this.files = files;
  }

  DomainPolicy read() throws IOException {
    if (json.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "A policy has at most " + MAX_BYTES + " bytes, not " + json.length);
    }
    try {
      return read(StrictJson.object(json));
    } catch (MalformedException e) {
      throw new IllegalArgumentException("Not a valid policy: " + e.problem(), e);
    }
  }

  private DomainPolicy read(ObjectNode root) throws IOException, MalformedException {
    PolicyMembers.requireMembers(root, MEMBERS, "");
    StrictJson.optionalString(root, "$schema");
    StrictJson.optionalString(root, "description");
    PolicyMembers.requireOrigins(root);
    List<RawBytes> composeFiles = files(root, "composeFiles");
    List<RawBytes> documents = files(root, "mrConfigDocuments");
    Optional<RawBytes> ctLogs = ctLogs(root);
    return new DomainPolicy(
        PolicyMembers.instant(root, "at"),
        PolicyMembers.hexes(root, "composeHashes", HASH_SIZE),
        composeFiles,
        PolicyMembers.hexes(root, "appIds", ID_SIZE),
        new OsImagesReader(files).read(root),
        keyProviders(root),
        quote(root),
        PolicyMembers.hexes(root, "issuers", HASH_SIZE),
        Set.copyOf(PolicyMembers.texts(root, "acmeAccounts")),
        Set.copyOf(PolicyMembers.texts(root, "caaIssuers")),
        ctLogs.map(list -> LogList.fromJson(list.toByteArray())).orElseGet(LogList::empty),
        PolicyMembers.instant(root, "caaLockedSince"),
        documents(documents),
        checks(root, "required"),
        checks(root, "waived"),
        waivesIdentity(root),
        digest(composeFiles, documents, ctLogs));
  }

  private static boolean waivesIdentity(ObjectNode root) throws MalformedException {
    Optional<String> text = StrictJson.optionalString(root, "identity");
    if (text.isPresent() && !text.get().equals("waived")) {
      throw new MalformedException(
          0, "/identity must be \"waived\"; omit it to state composeHashes, appIds or others");
    }
    return text.isPresent();
  }

  private static Set<Check> checks(ObjectNode root, String name) throws MalformedException {
    Set<Check> checks = new LinkedHashSet<>();
    for (String id : PolicyMembers.texts(root, name)) {
      checks.add(
          Check.ofId(id)
              .orElseThrow(
                  () ->
                      new MalformedException(
                          0,
                          "/"
                              + name
                              + ": unknown check '"
                              + id
                              + "'; the checks are "
                              + Arrays.stream(Check.values())
                                  .map(Check::id)
                                  .collect(Collectors.joining(", ")))));
    }
    return checks;
  }

  private static QuotePolicy quote(ObjectNode root) throws MalformedException {
    JsonNode quote = root.path("quote");
    if (quote.isMissingNode()) {
      return QuotePolicy.strict();
    }
    if (quote.has("reportData")) {
      throw new MalformedException(0, "/quote/reportData is not allowed: the RD checks cover it");
    }
    if (quote.has("identity")) {
      throw new MalformedException(
          0, "/quote/identity is not allowed: /identity waives whose workload it is");
    }
    try {
      return QuotePolicy.fromJson(quote.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(0, "/quote: " + e.getMessage());
    }
  }

  private static List<AllowedKeyProvider> keyProviders(ObjectNode root) throws MalformedException {
    List<AllowedKeyProvider> providers = new ArrayList<>();
    for (JsonNode element : PolicyMembers.array(root, "keyProviders")) {
      String where = "/keyProviders/" + providers.size();
      PolicyMembers.requireMembers(element, Set.of("kind", "id"), where);
      String kind = StrictJson.string(element, "kind");
      KeyProvider.Kind found =
          Arrays.stream(KeyProvider.Kind.values())
              .filter(known -> known.eventName().equals(kind))
              .findFirst()
              .orElseThrow(
                  () ->
                      new MalformedException(
                          0, where + "/kind must be none, local-sgx, kms or tpm"));
      try {
        providers.add(
            new AllowedKeyProvider(
                found,
                element.has("id") ? Optional.of(StrictJson.hex(element, "id")) : Optional.empty()));
      } catch (IllegalArgumentException e) {
        throw new MalformedException(0, where + ": " + e.getMessage());
      }
    }
    return providers;
  }

  private List<RawBytes> files(ObjectNode root, String member)
      throws IOException, MalformedException {
    List<RawBytes> found = new ArrayList<>();
    for (String name : PolicyMembers.texts(root, member)) {
      found.add(file(name, MAX_BYTES));
    }
    return found;
  }

  private RawBytes file(String name, int maxBytes) throws IOException, MalformedException {
    try (InputStream in = java.nio.file.Files.newInputStream(files.resolve(name))) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new MalformedException(0, name + " has more than " + maxBytes + " bytes");
      }
      return RawBytes.of(bytes);
    }
  }

  /** The policy's log list; empty if it names none. */
  private Optional<RawBytes> ctLogs(ObjectNode root) throws IOException, MalformedException {
    Optional<String> name = StrictJson.optionalString(root, "ctLogs");
    return name.isPresent() ? Optional.of(file(name.get(), LogList.MAX_BYTES)) : Optional.empty();
  }

  private static List<MrConfigDocument> documents(List<RawBytes> files) throws MalformedException {
    List<MrConfigDocument> documents = new ArrayList<>();
    for (RawBytes file : files) {
      documents.add(
          PolicyMembers.value(
              "/mrConfigDocuments/" + documents.size() + ": ",
              MrConfigDocument.read(file.toByteArray())));
    }
    return documents;
  }

  /** Of the text, and of the files that it names. */
  private Measurement digest(
      List<RawBytes> composeFiles, List<RawBytes> documents, Optional<RawBytes> ctLogs) {
    StringBuilder text = new StringBuilder(RawBytes.of(json).sha256().toString());
    composeFiles.forEach(file -> text.append("\ncompose ").append(file.sha256()));
    documents.forEach(file -> text.append("\ndocument ").append(file.sha256()));
    ctLogs.ifPresent(file -> text.append("\nlogs ").append(file.sha256()));
    return composeFiles.isEmpty() && documents.isEmpty() && ctLogs.isEmpty()
        ? RawBytes.of(json).sha256()
        : RawBytes.ofUtf8(text.toString()).sha256();
  }
}
