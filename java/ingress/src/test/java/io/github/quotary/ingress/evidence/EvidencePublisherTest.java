package io.github.quotary.ingress.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.GuestFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is published belongs together, and is never an error. */
class EvidencePublisherTest {
  private static final EvidenceFiles FIRST = files("x.test", "first");
  private static final EvidenceFiles SECOND = files("y.test", "second");
  private static final GuestFault FAULT = new GuestFault.AgentError("GetQuote", 500, "no quote");

  private final Deque<Answer<ByteBuffer>> answers = new ArrayDeque<>();
  private final EvidencePublisher publisher =
      new EvidencePublisher(reportData -> answers.removeFirst());

  private static EvidenceFiles files(String name, String chain) {
    return EvidenceFiles.of("https://ca.test/acct/7", Map.of(name, chain));
  }

  private static Answer<ByteBuffer> json(String text) {
    return Answer.given(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Evidence evidence, String path) {
    return StandardCharsets.UTF_8.decode(evidence.file(path).orElseThrow()).toString();
  }

  @Test
  void filesManifestAndQuoteArePublishedTogether() {
    answers.add(json("{1}"));

    publisher.publish(FIRST);

    Evidence evidence = publisher.published().orElseThrow();
    assertEquals(
        List.of("acme-account.json", "cert-x.test.pem", "quote.json", "sha256sum.txt"),
        evidence.names());
    assertEquals("{1}", text(evidence, "/evidences/quote.json"));
    assertEquals("first", text(evidence, "/evidences/cert-x.test.pem"));
    assertArrayEquals(FIRST.manifest(), evidence.copyOfFiles().get(EvidenceFiles.MANIFEST));
  }

  @Test
  void theQuoteIsAskedOverTheManifest() {
    byte[][] asked = new byte[1][];
    new EvidencePublisher(
            reportData -> {
              asked[0] = reportData;
              return json("{}");
            })
        .publish(FIRST);
    assertArrayEquals(FIRST.reportData(), asked[0]);
  }

  @Test
  void sameFilesAskForNoOtherQuote() {
    answers.add(json("{1}"));
    publisher.publish(FIRST);
    Evidence published = publisher.published().orElseThrow();

    assertEquals(Answer.given(published), publisher.publish(files("x.test", "first")));
    assertSame(published, publisher.published().orElseThrow());

    answers.add(json("{2}"));
    publisher.publishAnew(FIRST);
    assertEquals("{2}", text(publisher.published().orElseThrow(), "/evidences/quote.json"));
  }

  @Test
  void anErrorOfTheAgentIsNotPublished() {
    answers.add(Answer.failed(FAULT));

    publisher.publish(FIRST);

    assertEquals(Optional.empty(), publisher.published());
    assertEquals(Optional.of(FAULT), publisher.fault());
  }

  @Test
  void whatWasPublishedSurvivesAnErrorAndSaysSo() {
    answers.add(json("{1}"));
    answers.add(Answer.failed(FAULT));
    answers.add(json("{2}"));
    publisher.publish(FIRST);
    Evidence before = publisher.published().orElseThrow();

    publisher.publish(SECOND);
    assertSame(before, publisher.published().orElseThrow());
    assertEquals(Optional.of(FAULT), publisher.fault());

    publisher.publish(SECOND);
    assertEquals(Optional.empty(), publisher.fault());
    Evidence now = publisher.published().orElseThrow();
    assertTrue(now.file("/evidences/cert-x.test.pem").isEmpty(), "a name that is not served");
    assertEquals("second", text(now, "/evidences/cert-y.test.pem"));
  }

  @Test
  void onlyTheVeryPathsHaveFiles() {
    answers.add(json("{1}"));
    publisher.publish(FIRST);
    Evidence evidence = publisher.published().orElseThrow();
    for (String path :
        List.of(
            "/evidences",
            "/evidences/",
            "/evidencesX/quote.json",
            "/evidences/QUOTE.JSON",
            "/evidences/./quote.json",
            "/evidences/%71uote.json",
            "/evidences//quote.json",
            "quote.json")) {
      assertTrue(evidence.file(path).isEmpty(), path);
    }
  }
}
