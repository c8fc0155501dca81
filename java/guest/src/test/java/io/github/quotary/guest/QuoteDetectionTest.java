package io.github.quotary.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.guest.agent.AgentProtocol;
import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.guest.agent.OlderAgent;
import io.github.quotary.guest.exchange.TestAgent;
import io.github.quotary.guest.provider.GuestFault;
import io.github.quotary.guest.provider.QuoteProvider;
import io.github.quotary.guest.tsm.ConfigfsTsm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // Agents serve for as long as they are open.
class QuoteDetectionTest {
  @TempDir private Path folder;

  private List<QuoteProvider> candidates() {
    return List.of(
        GuestAgent.at(AgentProtocol.DSTACK, folder.resolve("dstack.sock")),
        GuestAgent.at(AgentProtocol.TAPPD, folder.resolve("tappd.sock")),
        ConfigfsTsm.at(folder.resolve("report")));
  }

  @Test
  void takesTheFirstThatAnswersAndSaysWhyNotTheOthers() throws Exception {
    try (TestAgent agent = OlderAgent.start(folder.resolve("tappd.sock"))) {
      QuoteDetection detection = QuoteDetection.among(candidates());

      QuoteProvider found = detection.provider().orElseThrow();
      assertEquals("dstack's guest agent at " + folder.resolve("tappd.sock"), found.source());
      assertTrue(found.quote(new byte[64]).found().isPresent());
      assertEquals(1, detection.unusable().size());
      assertInstanceOf(GuestFault.NotThere.class, detection.unusable().get(0).fault());
      assertEquals(2, detection.message().lines().count(), detection::message);
    }
  }

  @Test
  void saysOfEachWhyItCannotBeUsed() throws Exception {
    Files.writeString(folder.resolve("tappd.sock"), "no socket");
    QuoteDetection detection = QuoteDetection.among(candidates());

    assertTrue(detection.provider().isEmpty());
    assertEquals(
        List.of(GuestFault.NotThere.class, GuestFault.Refused.class, GuestFault.NotThere.class),
        detection.unusable().stream().<Object>map(each -> each.fault().getClass()).toList());
    String message = detection.message();
    assertTrue(message.contains("nobody listens"), message);
    assertTrue(message.contains("mount -t configfs"), message);
    assertTrue(message.endsWith("no source of quotes"), message);
  }
}
