package io.github.quotary.domain.dstack.image;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Computes the registers of an image from the few hundred bytes that dstack's configuration carries
 * about it ("TDX lite"), without the image.
 *
 * <p>The material is the prover's own. What it proves is that an image with this hash gives these
 * registers; which hashes are good is for {@link OsImageAllowList}.
 */
public final class TdxLite {
  private static final String DOCUMENT = "measurement.tdx.cbor";
  private static final long EXACTLY_2_GIB = 0x8000_0000L;
  private static final long MOST_MEMORY = 1L << 46;

  private TdxLite() {}

  /**
   * Compares the image of a configuration with a report.
   *
   * @param config the configuration, with TDX measurement
   * @param acpi the ACPI digests of the log; all of RTMR0 follows from them
   */
  public static OsImageCheck check(VmConfig config, AcpiDigests acpi, TdReport report) {
    if (config.checksumFile().isEmpty()
        || config.measurement().isEmpty()
        || config.osImageHash().isEmpty()) {
      return new OsImageCheck.Unsupported("the configuration lacks os_image_hash or its material");
    }
    long memory = config.memorySize();
    if (memory != EXACTLY_2_GIB && (memory < TdHob.HIGH_MEMORY || memory > MOST_MEMORY)) {
      return new OsImageCheck.Unsupported(
          "with "
              + memory
              + " bytes of memory, the kernel's hash depends on the memory size;"
              + " it must be 2 GiB or at least 0xb0000000 bytes");
    }
    try {
      Measurement hash =
          bind(config.osImageHash().get(), config.checksumFile().get(), config.measurement().get());
      ImageRegisters expected =
          LiteMeasurement.read(config.measurement().get()).registers(memory, acpi);
      return compare(hash, expected, report);
    } catch (MalformedException e) {
      return new OsImageCheck.Malformed(e.problem());
    }
  }

  /** The image's hash, if manifest and document belong to it. */
  private static Measurement bind(Measurement hash, ByteBuffer checksumFile, ByteBuffer document)
      throws MalformedException {
    ImageManifest manifest = ImageManifest.read(checksumFile);
    if (!manifest.imageHash().equals(hash)) {
      throw new MalformedException(
          0, "os_image_hash is " + hash + "; the checksum file's is " + manifest.imageHash());
    }
    if (!manifest.entry(DOCUMENT).equals(Measurement.of(Sha2.sha256(document)))) {
      throw new MalformedException(0, DOCUMENT + " does not match the checksum file");
    }
    return hash;
  }

  static OsImageCheck compare(Measurement hash, ImageRegisters expected, TdReport report) {
    List<String> differences = expected.differences(report);
    Optional<ImageRegisters.PageOrder> order = expected.pageOrder(report.mrTd());
    return differences.isEmpty() && order.isPresent()
        ? new OsImageCheck.Matched(
            new MatchedOsImage(hash, order.get(), expected.rtmr0().isPresent()))
        : new OsImageCheck.Differs(differences, expected);
  }
}
