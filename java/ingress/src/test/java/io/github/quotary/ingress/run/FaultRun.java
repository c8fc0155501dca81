package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.ingress.acme.AcmeDirectory;
import io.github.quotary.ingress.state.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/** A running ingress with a certificate that is due, to which something bad happens. */
final class FaultRun implements AutoCloseable {
  static final String NAME = "app.example.com";

  final IngressLab lab;
  final StateFolder state;
  final Ingress ingress;
  private X509Certificate leaf;
  private String quote;

  private FaultRun(IngressLab lab, StateFolder state, Ingress ingress) throws Exception {
    this.lab = lab;
    this.state = state;
    this.ingress = ingress;
    good();
    leaf = lab.leaf(NAME);
    quote = quote();
    lab.journal.clear();
    lab.isLater();
  }

  /** Starts one in a folder, and lets it get its first certificate. */
  static FaultRun start(Path folder) throws Exception {
    return start(IngressLab.start(folder, NAME));
  }

  static FaultRun start(IngressLab lab) throws Exception {
    StateFolder state = StateFolder.open(lab.stateFolder());
    return new FaultRun(lab, state, Ingress.start(lab.configuration(), lab.parts(state)));
  }

  private String quote() throws Exception {
    return lab.get(NAME, "/evidences/quote.json");
  }

  private void good() {
    PassReport pass = ingress.pass();
    assertTrue(pass.isGood(), () -> pass + "\n" + String.join("\n", lab.journal));
  }

  /** A pass that fails because of this, and leaves visitors with what they had. */
  PassReport failsAndKeeps(String why) throws Exception {
    PassReport pass = fails(why);
    assertEquals(leaf, lab.leaf(NAME));
    assertEquals(quote, quote());
    attested();
    metric("name_good{name=\"" + NAME + "\"} 0.0");
    return pass;
  }

  /** A pass that renews, and whose evidence stays what it was because of this. */
  void renewsWithOldEvidence(String why) throws Exception {
    fails(why);
    assertNotEquals(leaf, lab.leaf(NAME));
    assertEquals(quote, quote());
    assertTrue(lab.told("evidence not published"), lab.journal::toString);
    metric("evidence_current 0.0");
    metric("name_good{name=\"" + NAME + "\"} 1.0");
  }

  /** A pass that renews and shows visitors its evidence, and cannot write the copies. */
  void copiesFail(String why) throws Exception {
    fails(why);
    assertNotEquals(leaf, lab.leaf(NAME));
    assertNotEquals(quote, quote());
    attested();
    metric("evidence_current 0.0");
  }

  private PassReport fails(String why) throws Exception {
    PassReport pass = ingress.pass();
    assertFalse(pass.isGood(), lab.journal::toString);
    assertTrue(pass.failures().toString().contains(why), pass::toString);
    assertTrue(lab.told(why), lab.journal::toString);
    metric("passes_total{result=\"failed\"} 1.0");
    assertEquals("app", lab.get(NAME, "/"));
    assertEquals(200, lab.admin(ingress, "/readyz").statusCode(), "its certificate is valid");
    return pass;
  }

  /** The next pass puts all in order, and leaves nothing about. */
  void repairs() throws Exception {
    good();
    assertNotEquals(leaf, lab.leaf(NAME));
    attested();
    metric("name_good{name=\"" + NAME + "\"} 1.0");
    metric("evidence_current 1.0");
    tidy();
  }

  void tidy() throws Exception {
    assertEquals(4, lab.zone.texts().size(), lab.zone.texts()::toString);
    assertEquals(
        List.of(),
        StateFolder.list(
            lab.stateFolder(), "orders/" + AcmeDirectory.of(lab.ca.directory()).folder()));
  }

  void attested() throws Exception {
    DomainReport report = lab.judge(NAME);
    assertEquals(Verdict.PASS, report.verdict(), report::toString);
  }

  void metric(String line) throws Exception {
    String metrics = lab.metrics(ingress);
    assertTrue(metrics.contains("quotary_ingress_" + line + "\n"), metrics);
  }

  @Override
  public void close() throws IOException {
    ingress.close();
    state.close();
    lab.close();
  }
}
