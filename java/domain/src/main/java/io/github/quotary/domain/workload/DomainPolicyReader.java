package io.github.quotary.domain.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.ct.LogList;
import io.github.quotary.domain.dstack.KeyProvider;
import io.github.quotary.domain.dstack.MrConfigDocument;
import io.github.quotary.domain.dstack.image.ImageDirectory;
import io.github.quotary.domain.dstack.image.OsImageAllowList;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.domain.report.Check;
import io.github.quotary.policy.Policy;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads a policy's JSON form. */
final class DomainPolicyReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final int HASH_SIZE = 32;
  private static final int ID_SIZE = 20;
  private static final int REGISTER_SIZE = 48;
  private static final String DEVELOPMENT = "development";

  private static final Set<String> MEMBERS =
      new LinkedHashSet<>(
          List.of(
              "$schema",
              "description",
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
      throw new IllegalArgumentException("The policy is none: " + e.problem(), e);
    }
  }

  private DomainPolicy read(ObjectNode root) throws IOException, MalformedException {
    requireMembers(root, MEMBERS, "");
    StrictJson.optionalString(root, "$schema");
    StrictJson.optionalString(root, "description");
    List<RawBytes> composeFiles = files(root, "composeFiles");
    List<RawBytes> documents = files(root, "mrConfigDocuments");
    Optional<RawBytes> ctLogs = ctLogs(root);
    return new DomainPolicy(
        instant(root, "at"),
        hexes(root, "composeHashes", HASH_SIZE),
        composeFiles,
        hexes(root, "appIds", ID_SIZE),
        osImages(root),
        keyProviders(root),
        quote(root),
        hexes(root, "issuers", HASH_SIZE),
        Set.copyOf(texts(root, "acmeAccounts")),
        Set.copyOf(texts(root, "caaIssuers")),
        ctLogs.map(list -> LogList.fromJson(list.toByteArray())).orElseGet(LogList::empty),
        instant(root, "caaLockedSince"),
        documents(documents),
        checks(root, "required"),
        checks(root, "waived"),
        digest(composeFiles, documents, ctLogs));
  }

  private static void requireMembers(JsonNode object, Set<String> known, String where)
      throws MalformedException {
    Set<String> unknown = new TreeSet<>();
    object.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new MalformedException(
          0,
          where
              + "/"
              + unknown.iterator().next()
              + " is not known; there are "
              + String.join(", ", new TreeSet<>(known)));
    }
  }

  private static Optional<Instant> instant(ObjectNode root, String name) throws MalformedException {
    Optional<String> text = StrictJson.optionalString(root, name);
    try {
      return text.map(Instant::parse);
    } catch (DateTimeException e) {
      throw new MalformedException(0, "/" + name + " is no time; write 2026-08-20T00:00:00Z");
    }
  }

  private static List<JsonNode> array(ObjectNode root, String name) throws MalformedException {
    JsonNode array = root.path(name);
    List<JsonNode> elements = new ArrayList<>();
    if (array.isMissingNode()) {
      return elements;
    }
    if (!array.isArray() || array.isEmpty()) {
      throw new MalformedException(
          0, "/" + name + " must be an array with one element at least; leave it out for none");
    }
    array.forEach(elements::add);
    return elements;
  }

  private static List<String> texts(ObjectNode root, String name) throws MalformedException {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(root, name)) {
      if (!element.isTextual() || texts.contains(element.textValue())) {
        throw new MalformedException(0, "/" + name + "/" + texts.size() + " must be another text");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  private static Set<Measurement> hexes(ObjectNode root, String name, int size)
      throws MalformedException {
    Set<Measurement> values = new LinkedHashSet<>();
    for (String text : texts(root, name)) {
      String where = "/" + name + "/" + values.size();
      Measurement value = StrictJson.hex(text, where);
      if (value.size() != size) {
        throw new MalformedException(
            0, where + " has " + value.size() + " bytes; it must have " + size);
      }
      values.add(value);
    }
    return values;
  }

  private static Set<Check> checks(ObjectNode root, String name) throws MalformedException {
    Set<Check> checks = new LinkedHashSet<>();
    for (String id : texts(root, name)) {
      checks.add(
          Check.ofId(id)
              .orElseThrow(
                  () ->
                      new MalformedException(
                          0,
                          "/"
                              + name
                              + ": there is no check '"
                              + id
                              + "'; there are "
                              + Arrays.stream(Check.values())
                                  .map(Check::id)
                                  .collect(Collectors.joining(", ")))));
    }
    return checks;
  }

  private static Policy quote(ObjectNode root) throws MalformedException {
    JsonNode quote = root.path("quote");
    if (quote.isMissingNode()) {
      return Policy.strict();
    }
    if (quote.has("reportData")) {
      throw new MalformedException(0, "/quote/reportData is checked by RD checks; leave it out");
    }
    try {
      return Policy.fromJson(quote.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(0, "/quote: " + e.getMessage());
    }
  }

  private static List<AllowedKeyProvider> keyProviders(ObjectNode root) throws MalformedException {
    List<AllowedKeyProvider> providers = new ArrayList<>();
    for (JsonNode element : array(root, "keyProviders")) {
      String where = "/keyProviders/" + providers.size();
      requireMembers(element, Set.of("kind", "id"), where);
      String kind = StrictJson.string(element, "kind");
      KeyProvider.Kind found =
          Arrays.stream(KeyProvider.Kind.values())
              .filter(known -> known.eventName().equals(kind))
              .findFirst()
              .orElseThrow(
                  () ->
                      new MalformedException(
                          0, where + "/kind is none of none, local-sgx, kms, tpm"));
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

  private List<AllowedOsImage> osImages(ObjectNode root) throws IOException, MalformedException {
    List<AllowedOsImage> images = new ArrayList<>();
    for (JsonNode element : array(root, "osImages")) {
      images.add(osImage(element, "/osImages/" + images.size()));
    }
    return images;
  }

  private AllowedOsImage osImage(JsonNode image, String where)
      throws IOException, MalformedException {
    Set<String> members = new TreeSet<>();
    image.fieldNames().forEachRemaining(members::add);
    boolean development = members.remove(DEVELOPMENT) && image.path(DEVELOPMENT).asBoolean();
    if (image.has(DEVELOPMENT) && !image.path(DEVELOPMENT).isBoolean()) {
      throw new MalformedException(0, where + "/development must be true or false");
    }
    if (members.equals(Set.of("label", "mrTd", "rtmr1", "rtmr2"))) {
      return new AllowedOsImage.ByRegisters(
          new OsImageAllowList.Tuple(
              StrictJson.string(image, "label"),
              StrictJson.hex(image, "mrTd", REGISTER_SIZE),
              StrictJson.hex(image, "rtmr1", REGISTER_SIZE),
              StrictJson.hex(image, "rtmr2", REGISTER_SIZE)),
          development);
    } else if (members.equals(Set.of("label", "osImageHash"))) {
      return new AllowedOsImage.ByHash(
          new OsImageAllowList.Hash(
              StrictJson.string(image, "label"), StrictJson.hex(image, "osImageHash", HASH_SIZE)),
          development);
    } else if (members.equals(Set.of("label", "directory"))) {
      return directory(
          StrictJson.string(image, "label"), StrictJson.string(image, "directory"), development);
    }
    throw new MalformedException(
        0,
        where
            + " must have label and either osImageHash, or mrTd, rtmr1, rtmr2, or directory; and"
            + " perhaps development");
  }

  private AllowedOsImage directory(String label, String name, boolean development)
      throws IOException, MalformedException {
    ImageDirectory image =
        value(name + " is no OS image: ", ImageDirectory.read(files.resolve(name)));
    return new AllowedOsImage.ByImage(
        label, image, development || image.isDevelopment().orElse(false));
  }

  private static <T> T value(String complaint, Reading<T> reading) throws MalformedException {
    if (reading instanceof Reading.Read<T> read) {
      return read.value();
    }
    throw new MalformedException(0, complaint + reading.problem().orElse(""));
  }

  private List<RawBytes> files(ObjectNode root, String member)
      throws IOException, MalformedException {
    List<RawBytes> found = new ArrayList<>();
    for (String name : texts(root, member)) {
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

  /** The list of logs that the policy names; none if it names none. */
  private Optional<RawBytes> ctLogs(ObjectNode root) throws IOException, MalformedException {
    Optional<String> name = StrictJson.optionalString(root, "ctLogs");
    return name.isPresent() ? Optional.of(file(name.get(), LogList.MAX_BYTES)) : Optional.empty();
  }

  private static List<MrConfigDocument> documents(List<RawBytes> files) throws MalformedException {
    List<MrConfigDocument> documents = new ArrayList<>();
    for (RawBytes file : files) {
      documents.add(
          value(
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
