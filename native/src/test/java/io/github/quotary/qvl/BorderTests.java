package io.github.quotary.qvl;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs every test that calls the shim; a program, for a JVM with other options. */
final class BorderTests {
  private BorderTests() {}

  public static void main(String[] args) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                selectClass(QvlVerifierTest.class),
                selectClass(QvlNativeTest.class),
                selectClass(StageVerifierTest.class),
                selectClass(LoadTest.class))
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.out, true));
    boolean passed =
        summary.getTotalFailureCount() == 0
            && summary.getTestsSucceededCount() > 0
            && summary.getTestsAbortedCount() == 0;
    System.out.println(summary.getTestsSucceededCount() + (passed ? " tests passed" : " passed"));
    System.exit(passed ? 0 : 1);
  }
}
