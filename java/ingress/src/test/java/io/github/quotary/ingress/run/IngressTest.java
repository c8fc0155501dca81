package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.ingress.state.StateFolder;
import io.github.quotary.simulator.domain.DomainSite;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty state to a domain that our own verifier passes. */
class IngressTest {
  @TempDir private Path folder;

  @Test
  void aNameIsLockedCertifiedServedAndAttested() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com");
        StateFolder state = StateFolder.open(folder.resolve("state"));
        Ingress ingress = Ingress.start(lab.configuration(), lab.parts(state))) {
      PassReport pass = ingress.pass();

      assertTrue(pass.isGood(), () -> pass + "\n" + String.join("\n", lab.journal));
      DomainReport report = lab.judge("app.example.com", DomainSite.OTHER_WITNESSES);
      assertEquals(Verdict.PASS, report.verdict(), report::toString);
    }
  }
}
