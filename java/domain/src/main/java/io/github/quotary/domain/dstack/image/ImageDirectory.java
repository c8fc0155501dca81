package io.github.quotary.domain.dstack.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An OS image of dstack, unpacked into a directory: {@code sha256sum.txt}, {@code metadata.json},
 * firmware, kernel, initial RAM disk and the rest. Every listed file matched its hash; unlisted
 * files were not read. Immutable.
 */
public final class ImageDirectory {
  private static final String METADATA = "metadata.json";
  private static final int MAX_FILE = 256 << 20;

  private final Measurement hash;
  private final Optional<String> version;
  private final Optional<Boolean> development;
  private final Tdvf firmware;
  private final KernelImage kernel;
  private final String commandLine;
  private final Measurement initrd;
  private final long initrdSize;

  private ImageDirectory(ObjectNode metadata, ImageFiles files)
      throws IOException, MalformedException {
    hash = files.manifest().imageHash();
    version = StrictJson.optionalString(metadata, "version");
    development =
        metadata.path("is_dev").isBoolean()
            ? Optional.of(metadata.path("is_dev").booleanValue())
            : Optional.empty();
    firmware = Tdvf.read(files.read(StrictJson.string(metadata, "bios"), MAX_FILE));
    kernel = KernelImage.read(files.read(StrictJson.string(metadata, "kernel"), MAX_FILE));
    commandLine = StrictJson.string(metadata, "cmdline") + " initrd=initrd";
    String initrdName = StrictJson.string(metadata, "initrd");
    ImageFiles.Digests digests = files.digests(initrdName);
    initrd = digests.sha384();
    initrdSize = digests.size();
  }

  /**
   * Reads an image and checks all its files.
   *
   * @throws IOException if a file cannot be read
   */
  public static Reading<ImageDirectory> read(Path directory) throws IOException {
    try {
      ImageFiles files = new ImageFiles(directory);
      ObjectNode metadata = StrictJson.object(files.read(METADATA, ImageFiles.MAX_TEXT));
      ImageDirectory image = new ImageDirectory(metadata, files);
      files.checkTheRest();
      return Reading.of(image);
    } catch (MalformedException e) {
      return Reading.malformed(e.problem());
    }
  }

  /** SHA-256 of {@code sha256sum.txt}, 32 bytes: the image's name everywhere. */
  public Measurement hash() {
    return hash;
  }

  /** Its version, by its metadata. */
  public Optional<String> version() {
    return version;
  }

  /** Whether it is a development image, which lets its operator in; by its metadata. */
  public Optional<Boolean> isDevelopment() {
    return development;
  }

  /**
   * The registers of a VM with this much memory, started by QEMU up to version 10.1. RTMR0 is among
   * them if the digests of the ACPI tables are known, and the firmware is from before May 2025.
   *
   * @throws IllegalArgumentException if no VM with this much memory can start it
   */
  public ImageRegisters registers(long memorySize, Optional<AcpiDigests> acpi) {
    try {
      return computeRegisters(memorySize, acpi);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.problem(), e);
    }
  }

  private ImageRegisters computeRegisters(long memorySize, Optional<AcpiDigests> acpi)
      throws MalformedException {
    Optional<Measurement> rtmr0 = Optional.empty();
    if (acpi.isPresent()) {
      rtmr0 = Optional.of(RegisterLog.rtmr0(firmware.tdHob().digest(memorySize), acpi.get()));
    }
    return new ImageRegisters(
        firmware.mrtd(ImageRegisters.PageOrder.SINGLE_PASS),
        firmware.mrtd(ImageRegisters.PageOrder.TWO_PASS),
        rtmr0,
        RegisterLog.rtmr1(kernel.authenticode(initrdSize, memorySize)),
        RegisterLog.rtmr2(RegisterLog.commandLine(commandLine), initrd));
  }

  /**
   * Compares the image with a report.
   *
   * @param config memory size and QEMU's version, as the prover says; a lie makes registers differ
   * @param acpi the digests of the ACPI tables, if the log has them
   */
  public OsImageCheck check(VmConfig config, Optional<AcpiDigests> acpi, TdReport report) {
    if (config.qemuVersion().filter(QemuVersion::changesTheKernelOtherwise).isPresent()) {
      return new OsImageCheck.Unsupported(
          "QEMU " + config.qemuVersion().get() + " changes the kernel in an unsupported way");
    }
    try {
      return TdxLite.compare(hash, computeRegisters(config.memorySize(), acpi), report);
    } catch (MalformedException e) {
      return new OsImageCheck.Malformed(e.problem());
    }
  }
}
