package io.github.quotary.domain.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies for domains that name no files, and compose files' services. */
class DomainPolicyFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        Seeds.forReader(0, "{}"),
        Seeds.forReader(0, Seeds.gateway().trust().policyJson(Set.of("CT-1"), Set.of())),
        Seeds.forReader(
            0,
            "{\"composeHashes\":[\""
                + "00".repeat(32)
                + "\"],\"quote\":{\"tcbStatus\":[\"UpToDate\"]}}"),
        Seeds.forReader(
            1,
            "services:\n  app:\n    image: a@sha256:00\n    privileged: true\n    volumes:\n      - /:/h\n"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) throws IOException {
    byte[] bytes = Seeds.rest(input);
    if (Seeds.reader(input, 2) == 1) {
      List<String> remarks = new ArrayList<>();
      ServicesLint.read(
          new String(bytes, java.nio.charset.StandardCharsets.UTF_8), new ArrayList<>(), remarks);
      remarks.forEach(remark -> assertFalse(remark.isBlank()));
      return;
    }
    try {
      DomainPolicy policy = DomainPolicy.fromJson(bytes, DomainPolicy.Files.none());
      assertEquals(
          policy.digest(), DomainPolicy.fromJson(bytes, DomainPolicy.Files.none()).digest());
    } catch (IllegalArgumentException e) {
      assertFalse(e.getMessage().isBlank());
    } catch (IOException e) {
      assertEquals("this policy must not name files", e.getMessage());
    }
  }
}
