package io.github.quotary.p256;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintWriter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs the core's tests of engines with the accelerator on the class path, where they find it; a
 * program, for a JVM with other options.
 */
final class EngineTests {
  private static final String PACKAGE = "io.github.quotary.crypto.";

  private EngineTests() {}

  public static void main(String[] args) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                selectClass(PACKAGE + "EngineAgreementTest"),
                selectClass(PACKAGE + "OwnBatchTest"),
                selectMethod(PACKAGE + "WycheproofRawTest", "agrees", PACKAGE + "EcdsaP256"),
                selectMethod(
                    PACKAGE + "JavaP256ConstructedTest",
                    "ourOwnEnginesAnswer",
                    PACKAGE + "JavaP256ConstructedTest$Way"))
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.out, true));
    boolean passed =
        summary.getTotalFailureCount() == 0
            && summary.getTestsSucceededCount() > 0
            // Without the cases of Project Wycheproof, those are skipped.
            && (summary.getTestsAbortedCount() == 0
                || System.getenv("QUOTARY_CONFORMANCE") == null);
    System.out.println(summary.getTestsSucceededCount() + (passed ? " tests passed" : " passed"));
    System.exit(passed ? 0 : 1);
  }
}
