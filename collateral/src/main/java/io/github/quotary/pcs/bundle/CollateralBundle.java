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
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.SignedEnvelope;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pki.CaType;
import io.github.quotary.pki.TrustAnchor;
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
 * All collateral for a set of platforms at a date, to be verified with where there is no network.
 * The documents are as Intel signed them, so a bundle needs no signature of its own: whoever
 * verifies with it checks them. Immutable.
 *
 * <p>Three forms can be read: a bundle's own file, the JSON object with collateral of one platform
 * that the tools of this field exchange, and a directory of a service's answers with their headers.
 */
public final class CollateralBundle implements CollateralSource {
  private static final int MAX_BYTES = 64 << 20;

  private final Instant createdAt;
  private final Map<String, ReceivedDocument> documents = new TreeMap<>();

  private CollateralBundle(Instant createdAt, Collection<ReceivedDocument> documents) {
    this.createdAt = createdAt;
    documents.forEach(document -> this.documents.put(document.key().id(), document));
  }

  /**
   * A bundle of these documents.
   *
   * @param createdAt its date
   * @param documents of two with the same key, the last one counts
   */
  public static CollateralBundle of(Instant createdAt, Collection<ReceivedDocument> documents) {
    return new CollateralBundle(createdAt, documents);
  }

  /**
   * Reads any of the three forms; a directory may also hold one as {@code collateral.json}.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is none of them; the message says why
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
        throw new IllegalArgumentException(directory + " holds no document of Intel's");
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
   * Reads a bundle's own file, or the JSON object with collateral of one platform.
   *
   * @param origin the file's name, for messages
   * @throws IllegalArgumentException if it is neither; the message says why
   */
  public static CollateralBundle parse(byte[] json, String origin) {
    try {
      return isBundle(json)
          ? BundleJson.read(json)
          : of(Instant.EPOCH, QuoteCollateralJson.documents(Collateral.fromJson(json), origin));
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.detail(), refusal);
    }
  }

  /** Whether this is a bundle's own file, as far as its first members tell. */
  public static boolean isBundle(byte[] json) {
    return SignedEnvelope.hasMember(json, BundleJson.MARK);
  }

  /** The bundle's own file. */
  public byte[] toJson() {
    return BundleJson.write(createdAt, documents());
  }

  /**
   * Writes a file for each document, and one with the headers that it came with; other files of the
   * directory stay.
   *
   * @throws IOException if it cannot be written
   */
  public void writeDirectory(Path directory) throws IOException {
    RawResponses.write(documents(), directory);
  }

  /** Its date; 1970-01-01T00:00:00Z where that is not known. */
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
   * What keeps quotes from being verified with this bundle alone: the QE identity of the same data
   * set, a PCK CA's revocation list or the root CA's that a TCB info goes with.
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

  /** Collateral of the standard data set, or, if that is not there, of the newest that is. */
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

  private static long number(ReceivedDocument document) {
    return document.facts().map(DocumentFacts::number).orElse(-1L);
  }

  /** Collateral of a certain data set. */
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
   * The JSON object that the tools of this field exchange, for one platform.
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

  /** Checks every document: its signature and chain up to the anchor, and its dates. */
  public List<DocumentStatus> check(TrustAnchor anchor, EcdsaP256 engine, Instant at) {
    return new BundleCheck(this, new DocumentChecks(anchor, engine), at).all();
  }
}
