package io.github.quotary.service.envoy;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Envoy's questions, and the evidence and certificates in their headers. */
class CheckFuzzTest {
  static Stream<byte[]> seeds() {
    String quote = Base64.getEncoder().encodeToString(Seeds.evidence().quote());
    return Stream.of(
        Seeds.forReader(0, CheckMessages.allowed(Map.of("a", "b"), java.util.List.of("c"))),
        Seeds.forReader(1, quote),
        Seeds.forReader(
            2,
            "Hash=00;Cert=\"-----BEGIN%20CERTIFICATE-----%0AAAAA%0A-----END%20CERTIFICATE-----%0A\";Subject=\"CN=a\""),
        Seeds.forReader(
            3, "-----BEGIN%20CERTIFICATE-----%0AAAAA%0A-----END%20CERTIFICATE-----%0A"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    ExtAuthzOptions options = ExtAuthzOptions.defaults();
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    switch (Seeds.reader(input, 4)) {
      case 0 -> {
        try {
          assertNotNull(Submission.of(CheckMessages.request(bytes), options));
        } catch (IOException e) {
          assertNotNull(e.getMessage());
        }
      }
      case 1 ->
          assertNotNull(
              Submission.of(new ClientRequest(Map.of(options.header(), text), ""), options));
      case 2 ->
          assertNotNull(
              Submission.of(
                  new ClientRequest(Map.of("x-forwarded-client-cert", text), ""),
                  options.withForwardedCertificate()));
      default -> assertNotNull(Submission.of(new ClientRequest(Map.of(), text), options));
    }
  }
}
