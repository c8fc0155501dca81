package io.github.quotary.ingress.acme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import io.github.quotary.ingress.records.OwnershipFile;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What an ingress has on its disk: orders, certificates, keys, and what it owns in the DNS. */
class StateFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        Seeds.forReader(
            0,
            "{\"url\":\"https://ca.example/order/1\",\"key\":\"\",\"published\":[{\"name\":\"_acme-challenge.example.com\","
                + "\"value\":\"v\"}]}"),
        Seeds.forReader(
            1, Keys.pem(Keys.make().getPrivate()) + Seeds.gateway().servedCertificate().chainPem()),
        Seeds.forReader(2, Keys.pem(Keys.make().getPrivate())),
        Seeds.forReader(
            3,
            "{\"gateways\":[\"g.example.com\"],\"addresses\":[],\"ids\":[],\"issuers\":[],\"accounts\":[]}"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) throws IOException {
    byte[] bytes = Seeds.rest(input);
    try {
      switch (Seeds.reader(input, 4)) {
        case 0 -> {
          Optional<PendingOrder> order = PendingOrder.read(bytes);
          if (order.isPresent()) {
            assertEquals(order, PendingOrder.read(order.get().write()));
          }
        }
        case 1 -> assertFalse(IssuedCertificate.read(bytes).chainPem().isEmpty());
        case 2 -> assertFalse(Keys.read(new String(bytes, UTF_8)).toString().isEmpty());
        default -> ownership(bytes);
      }
    } catch (GeneralSecurityException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank());
    }
  }

  private static void ownership(byte[] bytes) {
    try {
      assertEquals(OwnershipFile.read(Optional.of(bytes)), OwnershipFile.read(Optional.of(bytes)));
    } catch (IOException e) {
      assertFalse(e.getMessage().isBlank());
    }
  }
}
