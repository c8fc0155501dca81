package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.QuoteFault;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.simulator.spec.QuoteShape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One verifier, many threads: each gets the verdict that it gets alone. */
class VerifierThreadsTest {
  private static final int THREADS = 8;

  private record Question(ByteBuffer quote, Collateral collateral, Evidence evidence) {
    static Question of(Evidence evidence) {
      return new Question(
          ByteBuffer.wrap(evidence.quote()), Simulated.collateral(evidence), evidence);
    }

    String ask(Verifier verifier) {
      return Simulated.words(verifier.verify(quote, collateral, evidence.at()));
    }
  }

  @Test
  void oneVerifierServesAll() throws Exception {
    Verifier verifier = Simulated.verifier(Simulated.upToDate()).build();
    List<Question> questions =
        Stream.concat(
                Stream.of(QuoteShape.values()).map(Simulated::upToDate),
                Stream.<VectorSource[]>of(Outcome.values(), QuoteFault.values())
                    .flatMap(Stream::of)
                    .map(Simulated::evidence))
            .map(Question::of)
            .toList();
    List<String> alone = questions.stream().map(question -> question.ask(verifier)).toList();

    List<Callable<List<String>>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int offset = thread;
      tasks.add(() -> answers(verifier, questions, offset));
    }
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<List<String>> together : pool.invokeAll(tasks)) {
        assertEquals(alone, together.get());
      }
    } finally {
      pool.shutdown();
    }
  }

  /** The answers in the order of the questions; each thread starts at another. */
  private static List<String> answers(Verifier verifier, List<Question> questions, int thread) {
    String[] answers = new String[questions.size()];
    for (int i = 0; i < answers.length; i++) {
      int index = (i + thread * answers.length / THREADS) % answers.length;
      answers[index] = questions.get(index).ask(verifier);
    }
    return List.of(answers);
  }
}
