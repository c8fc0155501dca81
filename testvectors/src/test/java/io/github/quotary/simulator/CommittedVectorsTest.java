package io.github.quotary.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed vectors are what the simulator writes, bit for bit. */
class CommittedVectorsTest {
  private static final Path DIRECTORY = Path.of("vectors");
  private static final int LARGEST = 64 * 1024;

  static Stream<String> ids() {
    return new VectorCatalogue().vectors().stream().map(TestVector::id);
  }

  private static TestVector vector(String id) {
    return new VectorCatalogue()
        .vectors().stream().filter(vector -> vector.id().equals(id)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void isReproduced(String id) throws IOException {
    int total = 0;
    for (Map.Entry<String, byte[]> file : VectorWriter.files(vector(id)).entrySet()) {
      byte[] committed = Files.readAllBytes(DIRECTORY.resolve(id).resolve(file.getKey()));
      assertArrayEquals(file.getValue(), committed, file.getKey());
      total += committed.length;
    }
    assertTrue(total < LARGEST, "too large: " + total);
  }

  @Test
  void nothingElseIsCommitted() throws IOException {
    Set<String> expected = ids().collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> directories = Files.list(DIRECTORY)) {
      assertEquals(
          expected,
          directories
              .map(directory -> directory.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }
}
