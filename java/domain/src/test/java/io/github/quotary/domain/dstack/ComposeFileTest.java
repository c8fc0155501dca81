package io.github.quotary.domain.dstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.quote.Measurement;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A compose file is its bytes. */
class ComposeFileTest {
  private static final byte[] FILE = "{\"name\":\"app\",\"runner\":\"bash\"}".getBytes(UTF_8);

  private static AppIdentity identity(byte[] composeHash) {
    return new Workload()
        .measure("system-preparing")
        .measure("app-id", Workload.APP)
        .measure("compose-hash", composeHash)
        .measure("instance-id")
        .measure("boot-mr-done")
        .measure("key-provider", Workload.KMS)
        .measure("system-ready")
        .events()
        .identity();
  }

  @Test
  void isTheFileWithExactlyTheseBytes() {
    byte[] hash = Workload.hash("SHA-256", FILE);
    ComposeFile file = ComposeFile.of(FILE);
    assertTrue(file.isOf(identity(hash)));
    assertEquals(Measurement.of(Arrays.copyOf(hash, 20)), file.defaultAppId());
    assertEquals(Optional.of("app"), file.name());
    assertEquals(Set.of(), file.unknownMembers());
    assertFalse(
        ComposeFile.of("{\"name\": \"app\",\"runner\":\"bash\"}".getBytes(UTF_8))
            .isOf(identity(hash)));
  }

  @Test
  void listsWhatToReview() {
    assertEquals(
        Set.of("backdoor"),
        ComposeFile.of("{\"name\":\"app\",\"backdoor\":1}".getBytes(UTF_8)).unknownMembers());
    assertTrue(
        ComposeFile.of("{\"runner\":\"a\",\"runner\":\"b\"}".getBytes(UTF_8))
            .problem()
            .isPresent());
    assertTrue(ComposeFile.of("no JSON".getBytes(UTF_8)).problem().isPresent());
  }
}
