package io.github.quotary.domain.capture;

import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A capture as one file, to be judged again elsewhere and later: a ZIP archive with every answer's
 * raw bytes, the peer's chain, answers of DNS and CT, Intel's collateral, and {@code capture.json},
 * which says what is what. It is not signed, and nothing in it is believed because it is there.
 *
 * <p>The same evidence gives the same bytes on every machine: entries have no dates and are not
 * compressed. An archive that was repacked with compression can be read, too. Reading is strict,
 * since archives have many ways to say two things at once: at most 64 MiB in all, 2000 entries, 16
 * MiB an entry, at most 200 times as long as compressed; no entry twice, none that {@code
 * capture.json} does not name, no directories, encryption, ZIP64 or comments; the central directory
 * and the entries' own heads agree, and no two entries share bytes. Entries never become files.
 *
 * <p>Stateless.
 */
public final class CaptureBundle {
  /** Longest bundle that is read or written: 64 MiB. */
  public static final int MAX_BYTES = 64 << 20;

  static final String INDEX = "capture.json";

  private CaptureBundle() {}

  /**
   * The bundle of this evidence.
   *
   * @throws IllegalArgumentException if it would be longer than {@link #MAX_BYTES}, have more than
   *     2000 entries or one of more than 16 MiB, or if its host is not in canonical form
   */
  public static byte[] write(DomainEvidence evidence) {
    Map<String, RawBytes> parts = new LinkedHashMap<>();
    byte[] index = BundleIndexWriter.write(evidence, parts);
    ZipWriter zip = new ZipWriter();
    zip.add(INDEX, index);
    parts.forEach((name, bytes) -> zip.add(name, bytes.toByteArray()));
    return zip.finish();
  }

  /**
   * The evidence of a bundle, equal to what was written.
   *
   * @throws BundleFormatException if the bytes are no bundle; the message says why
   */
  public static DomainEvidence read(byte[] bundle) throws BundleFormatException {
    Map<String, byte[]> entries = ZipReader.read(bundle);
    byte[] index = entries.remove(INDEX);
    if (index == null) {
      throw new BundleFormatException("the archive has no " + INDEX);
    }
    DomainEvidence evidence = BundleIndexReader.read(index, entries);
    if (!entries.isEmpty()) {
      throw new BundleFormatException(
          INDEX + " does not list " + entries.keySet().stream().sorted().findFirst().orElse(""));
    }
    return evidence;
  }

  /**
   * Reads a bundle from a file.
   *
   * @throws IOException if it cannot be read
   * @throws BundleFormatException if it is not a bundle; the message says why
   */
  public static DomainEvidence read(Path file) throws IOException, BundleFormatException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new BundleFormatException("more than " + MAX_BYTES + " bytes");
      }
      return read(bytes);
    }
  }
}
