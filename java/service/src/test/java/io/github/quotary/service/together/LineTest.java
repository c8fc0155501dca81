package io.github.quotary.service.together;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.service.fixture.Rig;
import io.github.quotary.service.together.Line.Offered;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who takes what, and when. */
@Timeout(60)
class LineTest {
  private static Waiting question() {
    return new Waiting(
        Question.of(
            ByteBuffer.allocate(0),
            Rig.EVIDENCE.at(),
            Verifier.builder().build(),
            new Provenance(TimeSource.CLOCK, "", "", false)),
        0,
        Runnable::run,
        answer -> {});
  }

  @Test
  void hasRoomForSoMany() {
    Line line = new Line(2, 64);
    assertEquals(Offered.FIRST, line.offer(question()));
    assertEquals(Offered.NEXT, line.offer(question()));
    assertEquals(Offered.REFUSED, line.offer(question()));
    assertEquals(2, line.size());
  }

  @Test
  void anIdleWorkerTakesWhatIsThere() throws InterruptedException {
    Line line = new Line(100, 4);
    for (int i = 0; i < 6; i++) {
      line.offer(question());
    }
    List<Waiting> taken = new ArrayList<>();
    assertTrue(line.take(taken));
    assertEquals(4, taken.size());
    line.rest();
    taken.clear();
    assertTrue(line.take(taken));
    assertEquals(2, taken.size());
  }

  @Test
  void anotherJoinsOnlyWhereEnoughWait() throws Exception {
    Line line = new Line(100, 8);
    line.offer(question());
    List<Waiting> first = new ArrayList<>();
    line.take(first);
    CompletableFuture<Integer> second = new CompletableFuture<>();
    Thread other =
        new Thread(
            () -> {
              List<Waiting> taken = new ArrayList<>();
              try {
                line.take(taken);
                second.complete(taken.size());
              } catch (InterruptedException e) {
                second.completeExceptionally(e);
              }
            });
    other.start();
    line.offer(question());
    line.ring();
    assertFalse(second.isDone());
    line.offer(question());
    line.ring();
    assertEquals(2, second.get(30, TimeUnit.SECONDS));
  }

  @Test
  void whatWaitsIsTakenWhenTheOnlyBusyWorkerRests() throws InterruptedException {
    Line line = new Line(100, 64);
    line.offer(question());
    List<Waiting> taken = new ArrayList<>();
    line.take(taken);
    line.offer(question());
    line.rest();
    taken.clear();
    assertTrue(line.take(taken));
    assertEquals(1, taken.size());
  }

  @Test
  void aClosedLineEndsForThoseWhoWait() throws Exception {
    Line line = new Line(1, 1);
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    Thread worker =
        new Thread(
            () -> {
              try {
                end.complete(line.take(new ArrayList<>()));
              } catch (InterruptedException e) {
                end.completeExceptionally(e);
              }
            });
    worker.start();
    line.close();
    assertFalse(end.get(30, TimeUnit.SECONDS));
    assertEquals(Offered.REFUSED, line.offer(question()));
  }

  @Test
  void afterARingTheNextQuestionNeedsAnother() throws InterruptedException {
    Line line = new Line(10, 10);
    line.offer(question());
    line.ring();
    assertEquals(Offered.FIRST, line.offer(question()));
  }
}
