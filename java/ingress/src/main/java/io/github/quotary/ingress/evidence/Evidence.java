package io.github.quotary.ingress.evidence;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Evidence as it is published: the account's document, the certificates, the manifest and the
 * quote, which belong together. Immutable.
 */
public final class Evidence {
  /** The request path of the folder. */
  public static final String FOLDER = "/evidences/";

  private final SortedMap<String, byte[]> files;
  private final byte[] manifest;

  private Evidence(SortedMap<String, byte[]> files, byte[] manifest) {
    this.files = files;
    this.manifest = manifest;
  }

  /** Files with the quote over their manifest, as JSON. */
  static Evidence of(EvidenceFiles files, ByteBuffer quoteJson) {
    SortedMap<String, byte[]> all = new TreeMap<>(files.files());
    byte[] quote = new byte[quoteJson.remaining()];
    quoteJson.duplicate().get(quote);
    byte[] manifest = files.manifest();
    all.put(EvidenceFiles.MANIFEST, manifest);
    all.put(EvidenceFiles.QUOTE, quote);
    return new Evidence(all, manifest);
  }

  /** Whether this is the evidence of these files. */
  boolean isOf(EvidenceFiles other) {
    return Arrays.equals(manifest, other.manifest());
  }

  /** SHA-256 of the manifest, 32 bytes. */
  public Measurement manifestSha256() {
    return Measurement.of(Sha2.sha256(manifest));
  }

  /** The names of the files, in the order of their bytes. */
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  /**
   * The file at a request path, read-only; empty if there is none. Paths are compared byte by byte:
   * none is decoded or normalized.
   */
  public Optional<ByteBuffer> file(String path) {
    return path.startsWith(FOLDER)
        ? Optional.ofNullable(files.get(path.substring(FOLDER.length())))
            .map(bytes -> ByteBuffer.wrap(bytes).asReadOnlyBuffer())
        : Optional.empty();
  }

  /** Copies of all files, by name. */
  public Map<String, byte[]> copyOfFiles() {
    Map<String, byte[]> copies = new TreeMap<>();
    files.forEach((name, bytes) -> copies.put(name, bytes.clone()));
    return copies;
  }
}
