package io.github.quotary.simulator.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed vectors are what the simulator writes, bit for bit. With the system property {@code
 * quotary.vectors.write} they are written first.
 */
class CommittedVectorsTest {
  private static final Path DIRECTORY = Path.of("vectors");
  private static final int LARGEST = 64 * 1024;
  private static final List<TestVector> VECTORS = new VectorCatalogue().vectors();

  @BeforeAll
  static void writeIfAsked() throws IOException {
    if (Boolean.getBoolean("quotary.vectors.write")) {
      GenerateVectors.main(new String[] {DIRECTORY.toString()});
    }
  }

  static Stream<String> ids() {
    return VECTORS.stream().map(TestVector::id);
  }

  private static TestVector vector(String id) {
    return VECTORS.stream().filter(vector -> vector.id().equals(id)).findFirst().orElseThrow();
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
