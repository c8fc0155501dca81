package io.github.quotary.service.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings of the service. */
class SettingsFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        Seeds.forReader(0, "{}"),
        Seeds.forReader(
            0,
            "{\"listen\":\"127.0.0.1:8080\",\"policy\":{\"identity\":\"waived\"},\"apiKeys\":[{\"name\":\"a\",\"sha256\":\""
                + "00".repeat(32)
                + "\"}],\"limits\":{}}"),
        Seeds.forReader(1, "[::1]:80"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    if (Seeds.reader(input, 2) == 1) {
      Listen.parse(new String(bytes, UTF_8)).ifPresent(Listen::isLoopback);
      return;
    }
    try {
      assertNotNull(SettingsReader.read(bytes, Path.of("/nonexistent")));
    } catch (SettingsException e) {
      assertFalse(e.getMessage().isBlank());
    }
  }
}
