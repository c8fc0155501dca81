package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The core's tests of engines, with this one on the class path, where they find it. */
class CoreEnginesTest {
  private static final String PACKAGE = "io.github.quotary.crypto.";

  private static TestExecutionSummary run(DiscoverySelector... selectors) {
    assumeTrue(
        CoreEnginesTest.class.getResource("OwnEngines.class") != null,
        "LEFT OUT: the core's tests are not compiled; build it with them");
    VectorTests.assumeAvailable();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectors).build(), listener);
    TestExecutionSummary summary = listener.getSummary();
    StringWriter failures = new StringWriter();
    summary.printFailuresTo(new PrintWriter(failures, true));
    assertEquals(0, summary.getTotalFailureCount(), failures::toString);
    assertTrue(summary.getTestsSucceededCount() > 0);
    return summary;
  }

  @Test
  void agreesWithPlainJavaAndBouncyCastle() {
    String count = System.getProperty("quotary.agreement");
    if (count == null) {
      // Read when the class is loaded, for the first time here.
      System.setProperty("quotary.agreement", "3200");
    }
    run(selectClass(PACKAGE + "EngineAgreementTest"));
  }

  @Test
  void answersConstructedCasesAndProjectWycheproofs() {
    TestExecutionSummary summary =
        run(
            selectMethod(PACKAGE + "WycheproofRawTest", "agrees", PACKAGE + "EcdsaP256"),
            selectMethod(
                PACKAGE + "JavaP256ConstructedTest",
                "ourOwnEnginesAnswer",
                PACKAGE + "JavaP256ConstructedTest$Way"));
    // Without the cases of Project Wycheproof, those are skipped.
    assertTrue(summary.getTestsAbortedCount() == 0 || System.getenv("QUOTARY_CONFORMANCE") == null);
  }

  @Test
  void lanesOfABatchDoNotDisturbEachOther() {
    run(
        Arrays.stream(
                new String[] {
                  "badLanesDisturbNoOther(int)",
                  "everyEngineAnswersABatch()",
                  "takesBytesOutOfLargerArrays()",
                  "holdsNoMoreThanItsCapacityAndForgets()"
                })
            .map(method -> selectMethod(PACKAGE + "OwnBatchTest#" + method))
            .toArray(DiscoverySelector[]::new));
  }
}
