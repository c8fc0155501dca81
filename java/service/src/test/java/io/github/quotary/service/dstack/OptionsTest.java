package io.github.quotary.service.dstack;

import static io.github.quotary.service.dstack.Calls.EVIDENCE;
import static io.github.quotary.service.dstack.Calls.GUEST;
import static io.github.quotary.service.dstack.Calls.JSON;
import static io.github.quotary.service.dstack.Calls.answer;
import static io.github.quotary.service.dstack.Calls.request;
import static io.github.quotary.service.dstack.Calls.service;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.domain.dstack.image.OsImageAllowList;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.service.support.Platform;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.TdField;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the operator of a service can demand besides. */
class OptionsTest {
  @Test
  void theServicesOwnRulesCountOnRequest() throws IOException {
    QuotePolicy policy =
        QuotePolicy.builder().waiveIdentity().reportDataExact(new byte[64]).build();
    Evidence evidence =
        GUEST.evidence(scenario -> scenario.withTd(td -> td.withBitFlipped(TdField.REPORTDATA, 1)));
    byte[] body = request(evidence, GUEST.log, GUEST.config).toString().getBytes(UTF_8);
    for (boolean counts : List.of(false, true)) {
      DstackVerifier service =
          new DstackVerifier(
              Platform.verifier(evidence, policy),
              Platform.clock(evidence),
              Platform.PROVENANCE,
              new DstackOptions(counts, Optional.empty()),
              verdict -> {});
      JsonNode answer = answer(service.verify(body));
      assertEquals(!counts, answer.path("is_valid").booleanValue());
      assertEquals(counts ? "Policy violation: reportData" : "", answer.path("reason").asText(""));
    }
  }

  @Test
  void imagesCanBeRequiredToBeOnAList() throws IOException {
    Measurement image =
        Measurement.fromHex(JSON.readTree(GUEST.config).path("os_image_hash").textValue());
    OsImageAllowList list =
        OsImageAllowList.of(List.of(), List.of(new OsImageAllowList.Hash("dstack-x", image)));
    OsImageAllowList none = OsImageAllowList.of(List.of(), List.of());
    byte[] body = request().toString().getBytes(UTF_8);
    JsonNode listed =
        answer(service(EVIDENCE, new DstackOptions(true, Optional.of(list))).verify(body));
    assertTrue(listed.path("is_valid").booleanValue(), listed.toString());
    assertEquals(
        "dstack-x", listed.path("quotary").path("os_image_allow_list").path("label").textValue());
    JsonNode unlisted =
        answer(service(EVIDENCE, new DstackOptions(true, Optional.of(none))).verify(body));
    assertFalse(unlisted.path("is_valid").booleanValue());
    assertEquals(
        "Policy violation: the OS image is not on the allow-list",
        unlisted.path("reason").textValue());
  }
}
