package io.github.quotary.pcs.bundle;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pcs.document.CollateralAssembly;
import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentFacts;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.DocumentStatus;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.SignedEnvelope;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pki.CaType;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collateral for a set of platforms at a point in time, for offline verification. The documents
 * carry Intel's signatures, so a bundle needs none: every verifier checks them. Immutable.
 *
 * <p>Three formats can be read: a bundle file, the common JSON object with the collateral of one
 * platform, and a directory of a service's responses with their headers.
 */
public final class CollateralBundle implements CollateralSource {
  private static final int MAX_BYTES = 64 << 20;

  private static final DocumentFacts UNREADABLE =
      new DocumentFacts(Instant.MIN, Instant.MIN, Instant.MIN, Instant.MIN, Long.MIN_VALUE);

  private static final Comparator<DocumentFacts> BY_ISSUE =
      Comparator.comparingLong(DocumentFacts::number).thenComparing(DocumentFacts::issueDate);

  private final Instant createdAt;
  private final Map<String, ReceivedDocument> documents = new TreeMap<>();

  private CollateralBundle(Instant createdAt, Collection<ReceivedDocument> documents) {
    this.createdAt = createdAt;
    documents.forEach(
        document -> this.documents.merge(document.key().id(), document, CollateralBundle::newer));
  }

  /**
   * A bundle of these documents.
   *
   * @param createdAt its date
   * @param documents if two have the same key, the newer issue wins, by what they state themselves;
   *     of the same issue, the last one
   */
  public static CollateralBundle of(Instant createdAt, Collection<ReceivedDocument> documents) {
    return new CollateralBundle(createdAt, documents);
  }

  /**
   * A bundle of the four documents of one platform's collateral, of unknown date. They are counted
   * to the standard data set.
   *
   * @param origin where they come from, for messages
   * @throws IllegalArgumentException if one is malformed; the message gives the reason
   */
  public static CollateralBundle of(Collateral collateral, String origin) {
    try {
      return of(Instant.EPOCH, QuoteCollateralJson.documents(collateral, origin));
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.detail(), refusal);
    }
  }

  private static CollateralBundle of(BundleJson.Content content) {
    return of(content.createdAt(), content.documents());
  }

  /**
   * Reads any of the three formats; a directory may also contain {@code collateral.json}.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is none of them; the message gives the reason
   */
  public static CollateralBundle read(Path path) throws IOException {
    Path file = path;
    if (Files.isDirectory(path)) {
      file = path.resolve("collateral.json");
      if (!Files.isRegularFile(file)) {
        return readDirectory(path);
      }
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(file + " has more than " + MAX_BYTES + " bytes");
      }
      return parse(bytes, file.toString());
    }
  }

  private static CollateralBundle readDirectory(Path directory) throws IOException {
    try {
      List<ReceivedDocument> documents = RawResponses.read(directory);
      if (documents.isEmpty()) {
        throw new IllegalArgumentException(
            directory + " does not contain an Intel collateral document");
      }
      Instant latest =
          documents.stream()
              .map(ReceivedDocument::receivedAt)
              .max(Instant::compareTo)
              .orElse(Instant.EPOCH);
      return of(latest, documents);
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.detail(), refusal);
    }
  }

  /**
   * Parses a bundle file, or the JSON object with the collateral of one platform.
   *
   * @param origin the file's name, for messages
   * @throws IllegalArgumentException if it is neither; the message gives the reason
   */
  public static CollateralBundle parse(byte[] json, String origin) {
    try {
      return isBundle(json) ? of(BundleJson.read(json)) : of(Collateral.fromJson(json), origin);
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.detail(), refusal);
    }
  }

  /** Whether this looks like a bundle file, by its first members. */
  public static boolean isBundle(byte[] json) {
    return SignedEnvelope.hasMember(json, BundleJson.MARK);
  }

  /** The bundle file. */
  public byte[] toJson() {
    return BundleJson.write(createdAt, documents());
  }

  /**
   * Writes two files per document, with its body and its HTTP headers; other files in the directory
   * are not changed.
   *
   * @throws IOException if it cannot be written
   */
  public void writeDirectory(Path directory) throws IOException {
    RawResponses.write(documents(), directory);
  }

  /** Its date; 1970-01-01T00:00:00Z if unknown. */
  public Instant createdAt() {
    return createdAt;
  }

  /** All documents, in the order of their ids. */
  public List<ReceivedDocument> documents() {
    return List.copyOf(documents.values());
  }

  /** The document with this key. */
  public Optional<ReceivedDocument> document(DocumentKey key) {
    return Optional.ofNullable(documents.get(key.id()));
  }

  /**
   * The documents that this bundle lacks to verify quotes by itself: for each TCB info, the QE
   * identity of the same data set, a PCK CA's revocation list and the root CA's.
   */
  public List<DocumentKey> missing() {
    Set<DocumentKey> missing = new LinkedHashSet<>();
    for (ReceivedDocument document : documents()) {
      if (document.key() instanceof DocumentKey.TcbInfo info) {
        missing.add(new DocumentKey.QeIdentity(info.teeType(), info.update()));
        missing.add(DocumentKey.RootCaCrl.INSTANCE);
        if (documents.values().stream().noneMatch(any -> any.key() instanceof DocumentKey.PckCrl)) {
          missing.add(new DocumentKey.PckCrl(CaType.PLATFORM));
        }
      }
    }
    missing.removeIf(key -> document(key).isPresent());
    return List.copyOf(missing);
  }

  /** Collateral of the standard data set or, if that is missing, of the newest one. */
  @Override
  public Lookup find(CollateralKey key) {
    Lookup standard = find(key, TcbUpdate.STANDARD);
    if (standard instanceof Lookup.Found) {
      return standard;
    }
    return documents.values().stream()
        .filter(document -> document.key() instanceof DocumentKey.TcbInfo)
        .sorted(Comparator.comparingLong(CollateralBundle::number).reversed())
        .map(document -> find(key, ((DocumentKey.TcbInfo) document.key()).update()))
        .filter(Lookup.Found.class::isInstance)
        .findFirst()
        .orElse(standard);
  }

  /** The later issue; one that cannot be read gives way. */
  private static ReceivedDocument newer(ReceivedDocument one, ReceivedDocument other) {
    return BY_ISSUE.compare(issue(one), issue(other)) > 0 ? one : other;
  }

  private static DocumentFacts issue(ReceivedDocument document) {
    return document.facts().orElse(UNREADABLE);
  }

  private static long number(ReceivedDocument document) {
    return document.facts().map(DocumentFacts::number).orElse(-1L);
  }

  /** Collateral of a specific data set. */
  public Lookup find(CollateralKey key, TcbUpdate update) {
    List<DocumentKey> keys = DocumentKey.of(key, update);
    List<ReceivedDocument> found = keys.stream().flatMap(each -> document(each).stream()).toList();
    if (found.size() == keys.size()) {
      return new Lookup.Found(
          CollateralAssembly.of(found.get(0), found.get(1), found.get(2), found.get(3)));
    }
    List<String> missing =
        keys.stream().filter(each -> document(each).isEmpty()).map(DocumentKey::toString).toList();
    return new Lookup.Unavailable("The bundle has no " + String.join(" and no ", missing), false);
  }

  /**
   * The common JSON object with the collateral of one platform.
   *
   * @throws IllegalArgumentException if a document is missing or malformed
   */
  public byte[] toQuoteCollateralJson(CollateralKey key) {
    Lookup lookup = find(key);
    if (lookup instanceof Lookup.Unavailable none) {
      throw new IllegalArgumentException(none.cause());
    }
    try {
      return QuoteCollateralJson.write(((Lookup.Found) lookup).collateral());
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.detail(), refusal);
    }
  }

  /**
   * The TCB evaluation data numbers for which Intel has data sets, with their signature checked.
   *
   * @return empty if the bundle does not have the list, or its signature does not lead to the
   *     anchor
   */
  public Optional<EvaluationDataNumbers> evaluationDataNumbers(
      TeeType teeType, TrustAnchor anchor, EcdsaP256 engine) {
    ReceivedDocument list = documents.get(new DocumentKey.EvaluationDataNumbers(teeType).id());
    if (list == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(EvaluationDataNumbers.of(check(anchor, engine).trust(list)));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  /** Checks every document: its signature and chain up to the anchor, and its dates. */
  public List<DocumentStatus> check(TrustAnchor anchor, EcdsaP256 engine, Instant at) {
    return check(anchor, engine).all(at);
  }

  private BundleCheck check(TrustAnchor anchor, EcdsaP256 engine) {
    return new BundleCheck(documents, new DocumentChecks(anchor, engine));
  }
}
