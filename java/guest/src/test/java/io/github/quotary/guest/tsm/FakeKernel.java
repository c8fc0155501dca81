package io.github.quotary.guest.tsm;

import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * Plays the kernel's attributes with files: they appear and go with their entry, a write of inblob
 * is counted and makes outblob. All else is done by the file system and the code that is tested.
 */
class FakeKernel implements TsmFiles {
  private static final Simulator SIMULATOR = Simulator.seeded(5);
  private static final List<String> ATTRIBUTES =
      List.of("provider", "generation", "inblob", "outblob");

  private final TsmFiles real = new KernelFiles();

  @Override
  public void makeEntry(Path entry) throws IOException {
    real.makeEntry(entry);
    for (String attribute : ATTRIBUTES) {
      Files.createFile(entry.resolve(attribute));
    }
    put(entry.resolve("provider"), provider() + "\n");
    put(entry.resolve("generation"), firstGeneration() + "\n");
  }

  @Override
  public void write(Path attribute, byte[] value) throws IOException {
    real.write(attribute, value);
    count(attribute.resolveSibling("generation"));
    Files.write(attribute.resolveSibling("outblob"), quote(Files.readAllBytes(attribute)));
  }

  @Override
  public byte[] read(Path attribute, int maxBytes) throws IOException {
    return real.read(attribute, maxBytes);
  }

  @Override
  public void removeEntry(Path entry) throws IOException {
    for (String attribute : ATTRIBUTES) {
      Files.delete(entry.resolve(attribute));
    }
    real.removeEntry(entry);
  }

  /** Counts one more write. */
  static void count(Path generation) throws IOException {
    long value = Long.parseUnsignedLong(Files.readString(generation).strip()) + 1;
    put(generation, Long.toUnsignedString(value) + "\n");
  }

  private static void put(Path attribute, String text) throws IOException {
    Files.write(attribute, text.getBytes(StandardCharsets.US_ASCII));
  }

  String provider() {
    return "tdx_guest";
  }

  String firstGeneration() {
    return "0";
  }

  byte[] quote(byte[] reportData) {
    return SIMULATOR
        .evidence(
            Scenario.upToDate(QuoteShape.V4_TDX)
                .withTd(td -> td.with(TdField.REPORTDATA, HexFormat.of().formatHex(reportData))))
        .quote();
  }
}
