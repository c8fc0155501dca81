package io.github.quotary.service.dropin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.service.fixture.Rig;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ties a quote to its sender is the operator's choice. */
class EnvoySettingsTest {
  private static final String NONCE = "x-tdx-nonce";

  @TempDir private Path folder;

  private Rig rig(String envoy) throws IOException {
    Files.writeString(folder.resolve("any.json"), "{\"identity\":\"waived\"}");
    return Rig.of(
        Files.writeString(
            folder.resolve("serve.json"),
            "{\"policies\":{\"any\":\"any.json\"},\"defaultPolicy\":\"any\",\"envoy\":"
                + envoy
                + "}"));
  }

  private static String quote(byte[] reportData) {
    Evidence evidence =
        Simulator.seeded(7)
            .evidence(
                Scenario.upToDate()
                    .withTd(
                        td ->
                            td.with(
                                TdField.REPORTDATA,
                                HexFormat.of().formatHex(Arrays.copyOf(reportData, 64)))));
    return Base64.getEncoder().encodeToString(evidence.quote());
  }

  private static String body(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  @Test
  void aNonceOfTheServiceAnswersOnce() throws IOException, InterruptedException {
    try (Rig rig = rig("{\"binding\":\"nonce\"}")) {
      String nonce = Rig.json(rig.post("/v1/challenge", new byte[0])).path("nonce").textValue();
      String quote = quote(Base64.getUrlDecoder().decode(nonce));
      HttpResponse<byte[]> none = rig.get("/ext-authz", "x-tdx-quote", quote);
      assertEquals(403, none.statusCode());
      HttpResponse<byte[]> allowed = rig.get("/ext-authz", "x-tdx-quote", quote, NONCE, nonce);
      assertEquals(200, allowed.statusCode(), body(allowed));
      HttpResponse<byte[]> again = rig.get("/ext-authz", "x-tdx-quote", quote, NONCE, nonce);
      assertEquals(403, again.statusCode());
      assertTrue(body(again).contains("no nonce"), body(again));
    }
  }

  @Test
  void withoutABindingThatIsSaid() throws IOException, InterruptedException {
    try (Rig rig = rig("{\"binding\":\"none\",\"header\":\"X-Evidence\"}")) {
      HttpResponse<byte[]> allowed = rig.get("/ext-authz", "x-evidence", quote(new byte[1]));
      assertEquals(200, allowed.statusCode(), body(allowed));
      String left = allowed.headers().firstValue("x-quotary-not-checked").orElseThrow();
      assertTrue(left.contains("binding"), left);
      assertEquals(401, rig.get("/ext-authz", "x-tdx-quote", quote(new byte[1])).statusCode());
    }
  }
}
