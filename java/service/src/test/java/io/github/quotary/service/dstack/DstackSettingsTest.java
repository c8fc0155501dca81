package io.github.quotary.service.dstack;

import static io.github.quotary.service.dstack.Calls.EVIDENCE;
import static io.github.quotary.service.dstack.Calls.GUEST;
import static io.github.quotary.service.dstack.Calls.JSON;
import static io.github.quotary.service.dstack.Calls.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.service.fixture.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's file says which OS images are accepted, and whether the policy counts. */
class DstackSettingsTest {
  private static JsonNode verify(Rig rig) throws IOException, InterruptedException {
    return Rig.json(rig.post("/verify", request().toString().getBytes(UTF_8)));
  }

  private static String settings(String hash, boolean counts) {
    return "{\"dstack\":{\"policyCounts\":"
        + counts
        + ",\"osImages\":[{\"label\":\"dstack-x\",\"osImageHash\":\""
        + hash
        + "\"}]}}";
  }

  @Test
  void anImageIsAcceptedIfItIsOnTheList(@TempDir Path folder)
      throws IOException, InterruptedException {
    String hash = JSON.readTree(GUEST.config).path("os_image_hash").textValue();
    Path file = Files.writeString(folder.resolve("serve.json"), settings(hash, true));
    try (Rig rig = Rig.of(file, EVIDENCE)) {
      JsonNode listed = verify(rig);
      assertTrue(listed.path("is_valid").booleanValue(), listed.toString());
      assertEquals("dstack-x", listed.at("/quotary/os_image_allow_list/label").textValue());

      Files.writeString(file, settings("ab".repeat(32), true));
      rig.service().reload();
      JsonNode other = verify(rig);
      assertFalse(other.path("is_valid").booleanValue());
      assertEquals(
          "Policy violation: the OS image is not on the allow-list",
          other.path("reason").textValue());

      Files.writeString(file, settings("ab".repeat(32), false));
      rig.service().reload();
      JsonNode told = verify(rig);
      assertTrue(told.path("is_valid").booleanValue());
      assertFalse(told.at("/quotary/os_image_allow_list/allowed").booleanValue());
    }
  }
}
