package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.report.Verdict;
import io.github.quotary.ingress.state.StateFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guest agent fails when evidence of a renewed certificate is to be made. */
class AgentFaultsTest {
  @TempDir private Path folder;

  private void fails(AgentFront.Answerer answerer, String why) throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      run.lab.agentFront.insteadOfQuotes(answerer);
      run.renewsWithOldEvidence(why);
      run.lab.agentFront.calm();
      run.lab.isEarlier();
      run.repairs();
    }
  }

  /** Not even its error reaches visitors. */
  @Test
  void itAnswersWithAnError() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      run.lab.agentFront.insteadOfQuotes(
          (request, answer) -> AgentFront.http(200, "{\"error\": \"quote generation failed\"}"));
      run.renewsWithOldEvidence("quote generation failed");
      assertFalse(run.lab.get(FaultRun.NAME, "/evidences/quote.json").contains("failed"));
      run.lab.agentFront.calm();
      run.repairs();
    }
  }

  @Test
  void itAnswersWithAPage() throws Exception {
    fails((request, answer) -> AgentFront.http(500, "<html>"), "500");
  }

  @Test
  void itAnswersWithGarbage() throws Exception {
    fails((request, answer) -> new byte[] {0, 1, 2, 3, '\n', '\r', '\n'}, "GetQuote");
  }

  @Test
  void itEndsTheConnection() throws Exception {
    fails((request, answer) -> new byte[0], "GetQuote");
  }

  /** The quote is a good one, over what was asked for another time. */
  @Test
  void itGivesAQuoteOverOtherReportData() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      byte[] old = AgentFront.http(200, run.lab.get(FaultRun.NAME, "/evidences/quote.json"));
      run.lab.agentFront.insteadOfQuotes((request, answer) -> old.clone());
      run.renewsWithOldEvidence("report data");
      run.lab.agentFront.calm();
      run.repairs();
    }
  }

  @Test
  void itIsCutOffInTheMidstOfAQuote() throws Exception {
    fails(
        (request, answer) ->
            new String(answer, StandardCharsets.ISO_8859_1)
                .substring(0, answer.length / 2)
                .getBytes(StandardCharsets.ISO_8859_1),
        "GetQuote");
  }

  @Test
  void itNeverAnswers() throws Exception {
    IngressLab lab = IngressLab.start(folder, FaultRun.NAME);
    lab.agentTime = Duration.ofSeconds(3);
    try (FaultRun run = FaultRun.start(lab)) {
      lab.agentFront.insteadOfQuotes((request, answer) -> lab.agentFront.silence());
      run.renewsWithOldEvidence("no end within 3000 ms");
      lab.agentFront.calm();
      run.repairs();
    }
  }

  /** As after a restart of the machine on which the agent comes later than the ingress. */
  @Test
  void itIsGoneWhenTheIngressStarts() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, FaultRun.NAME)) {
      try (StateFolder state = StateFolder.open(lab.stateFolder());
          Ingress ingress = Ingress.start(lab.configuration(), lab.parts(state))) {
        assertTrue(ingress.pass().isGood());
      }
      lab.stopAgent();
      try (StateFolder state = StateFolder.open(lab.stateFolder());
          Ingress ingress = Ingress.start(lab.configuration(), lab.parts(state))) {
        assertEquals("app", lab.get(FaultRun.NAME, "/"));
        assertEquals(200, lab.admin(ingress, "/readyz").statusCode());
        assertFalse(ingress.pass().isGood());
        assertTrue(lab.metrics(ingress).contains("quotary_ingress_evidence_current 0.0"));
        lab.startAgent();
        assertTrue(ingress.pass().isGood(), lab.journal::toString);
        assertTrue(lab.metrics(ingress).contains("quotary_ingress_evidence_current 1.0"));
        assertEquals(Verdict.PASS, lab.judge(FaultRun.NAME).verdict());
      }
    }
  }
}
