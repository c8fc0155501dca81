package io.github.quotary.domain.dstack.image;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.fuzz.Seeds;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Firmware, kernels, manifests and measurements of images. */
class ImageFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(0, 1, 2, 3, 4).map(reader -> Seeds.forReader(reader, new byte[512]));
  }

  @MethodSource("seeds")
  @DictionaryEntries({"xEDI", "TDVF", "HdrS", "sha256sum.txt", "metadata.json"})
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    try {
      switch (Seeds.reader(input, 5)) {
        case 0 -> {
          Tdvf firmware = Tdvf.read(bytes);
          firmware.tdHob();
          for (ImageRegisters.PageOrder order : ImageRegisters.PageOrder.values()) {
            firmware.mrtd(order);
          }
        }
        case 1 -> KernelImage.read(bytes).authenticode(1L << 31, 1L << 20);
        case 2 -> TdHob.readWitness(ByteBuffer.wrap(bytes)).digest(1L << 31);
        case 3 -> ImageManifest.read(ByteBuffer.wrap(bytes)).entry("metadata.json");
        default -> LiteMeasurement.read(ByteBuffer.wrap(bytes));
      }
    } catch (MalformedException e) {
      assertFalse(e.getMessage().isBlank());
    }
  }
}
