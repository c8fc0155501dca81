package io.github.quotary.service.together;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.ProblemException;
import io.github.quotary.service.fixture.Rig;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever asks gets an answer, also where none can be made. */
@Timeout(60)
class VerifyQueueTest {
  private static final QueueListener NOBODY =
      new QueueListener() {
        @Override
        public void onChunk(int size) {}

        @Override
        public void onVerdict(Verdict verdict) {}
      };
  private static final Verifier VERIFIER = Verifier.builder().trustAnchor(Rig.anchor()).build();

  /** One whose threads do not run yet. */
  private static VerifyQueue queue(Duration patience) {
    return new VerifyQueue(
        new VerifyQueue.Options(1, 10, 10, 1, patience),
        () -> VERIFIER,
        CollateralSource.of(Rig.collateral()),
        NOBODY,
        () -> 0);
  }

  private static Question question(Function<InputChecks, Answer> renderer) {
    return Question.of(
            ByteBuffer.wrap(Rig.EVIDENCE.quote()),
            Rig.EVIDENCE.at(),
            VERIFIER,
            new Provenance(TimeSource.CLOCK, "", "", false))
        .renderedBy(renderer);
  }

  private static void awaitThroughInterrupts(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // The queue interrupts its threads as it closes; this one goes on.
      }
    }
  }

  private static int status(Function<InputChecks, Answer> renderer) {
    try (VerifyQueue queue = queue(Duration.ofSeconds(30))) {
      queue.start();
      return queue.answer(question(renderer)).status();
    }
  }

  @Test
  void aProblemOfTheRendererIsTheAnswer() {
    assertEquals(
        400,
        status(
            checks -> {
              throw new ProblemException(Problem.badRequest("no"));
            }));
  }

  @Test
  void aRendererThatFailsIsAnInternalError() {
    assertEquals(
        500,
        status(
            checks -> {
              throw new IllegalStateException("broken");
            }));
  }

  @Test
  void whatIsNotAnsweredInTimeMayBeAskedAgain() {
    try (VerifyQueue queue = queue(Duration.ofMillis(1))) {
      assertEquals(429, queue.answer(question(checks -> Answer.json(200, "{}"))).status());
    }
  }

  @Test
  void anInterruptEndsTheWaitAndIsNotLost() {
    try (VerifyQueue queue = queue(Duration.ofSeconds(30))) {
      Thread.currentThread().interrupt();
      Answer answer = queue.answer(question(checks -> Answer.json(200, "{}")));
      assertTrue(Thread.interrupted());
      assertEquals(500, answer.status());
    }
  }

  /** The worker is still at work, so that closing has to wait for it. */
  @Test
  void closingKeepsAnInterrupt() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    VerifyQueue queue = queue(Duration.ofSeconds(30));
    queue.submit(
        question(
            checks -> {
              begun.countDown();
              awaitThroughInterrupts(end);
              return Answer.json(200, "{}");
            }),
        Runnable::run,
        answer -> {});
    queue.start();
    begun.await();
    Thread.currentThread().interrupt();
    queue.close();
    boolean isInterrupted = Thread.interrupted();
    end.countDown();
    assertTrue(isInterrupted);
  }
}
