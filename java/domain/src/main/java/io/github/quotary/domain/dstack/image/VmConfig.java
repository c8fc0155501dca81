package io.github.quotary.domain.dstack.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * How a VM was launched, as the prover says: what is needed of it to compute registers. Nothing in
 * it is proven; registers computed from it are compared with a quote's.
 *
 * @param osImageHash SHA-256 of the image's {@code sha256sum.txt}, 32 bytes
 * @param memorySize the VM's memory in bytes; 0 where it is not said
 * @param qemuVersion QEMU's version, such as 9.2.1
 * @param checksumFile the image's {@code sha256sum.txt}, where the TDX measurement comes along
 * @param measurement the image's {@code measurement.tdx.cbor}, where it comes along
 */
public record VmConfig(
    Optional<Measurement> osImageHash,
    long memorySize,
    Optional<String> qemuVersion,
    Optional<ByteBuffer> checksumFile,
    Optional<ByteBuffer> measurement) {
  private static final int HASH_SIZE = 32;

  /** A view, of its own position. */
  @Override
  public Optional<ByteBuffer> checksumFile() {
    return checksumFile.map(ByteBuffer::duplicate);
  }

  /** A view, of its own position. */
  @Override
  public Optional<ByteBuffer> measurement() {
    return measurement.map(ByteBuffer::duplicate);
  }

  /**
   * Reads a {@code vm_config}, or a {@code sys-config} that has one as a string inside. Unknown
   * members are ignored.
   */
  public static Reading<VmConfig> read(String json) {
    try {
      ObjectNode config = StrictJson.object(json);
      return Reading.of(
          parse(
              config.path("vm_config").isTextual()
                  ? StrictJson.object(config.path("vm_config").textValue())
                  : config));
    } catch (MalformedException e) {
      return Reading.malformed(e.problem());
    }
  }

  private static VmConfig parse(ObjectNode config) throws MalformedException {
    JsonNode memory = config.path("memory_size");
    if (!memory.isMissingNode() && !isSize(memory)) {
      throw new MalformedException(0, "member memory_size is not a valid size");
    }
    JsonNode document = config.path("tdx_measurement");
    boolean given = document.isObject();
    return new VmConfig(
        StrictJson.optionalHex(config, "os_image_hash", HASH_SIZE),
        memory.asLong(),
        StrictJson.optionalString(config, "qemu_version"),
        given ? Optional.of(base64(document, "checksum_file")) : Optional.empty(),
        given ? Optional.of(base64(document, "measurement")) : Optional.empty());
  }

  private static boolean isSize(JsonNode memory) {
    return memory.isIntegralNumber() && memory.canConvertToLong() && memory.longValue() >= 0;
  }

  private static ByteBuffer base64(JsonNode document, String name) throws MalformedException {
    String text = StrictJson.string(document, name);
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(text)).asReadOnlyBuffer();
    } catch (IllegalArgumentException e) {
      throw new MalformedException(0, "member " + name + " is not base64");
    }
  }
}
