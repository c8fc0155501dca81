package io.github.quotary.domain.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DomainEvidenceTest {
  private static final Instant AT = Instant.parse("2026-08-20T00:00:00Z");
  private static final byte[] ONE = {1};

  private static DomainEvidence.Builder builder() {
    return DomainEvidence.builder("app.example.com", AT)
        .document("/a", Document.ok(ONE))
        .peerChain(List.of(RawBytes.of(ONE)))
        .collateral(ONE)
        .dnsAnswer("d", ONE)
        .ctAnswer("c", ONE);
  }

  @Test
  void equalEvidenceHasEqualDigests() {
    assertEquals(builder().build(), builder().build());
    assertEquals(builder().build().digest(), builder().build().digest());
    DomainEvidence evidence = builder().build();
    assertEquals(evidence, evidence.toBuilder().build());
  }

  @Test
  void everyPartIsInTheDigest() {
    List<UnaryOperator<DomainEvidence.Builder>> changes =
        List.of(
            b -> b,
            b -> b.document("/a", Document.ok(new byte[] {2})),
            b -> b.document("/a", new Document.Answered(404, RawBytes.of(ONE))),
            b -> b.document("/a", new Document.Absent(Document.Reason.TIMED_OUT, "")),
            b -> b.document("/a", new Document.Absent(Document.Reason.NOT_THERE, "")),
            b -> b.document("/b", Document.ok(ONE)),
            b -> b.peerChain(List.of()),
            b -> b.peerChain(List.of(RawBytes.of(ONE), RawBytes.of(ONE))),
            b -> b.collateral(new byte[0]),
            b -> b.dnsAnswer("d", new byte[0]),
            b -> b.dnsAnswer("e", ONE),
            b -> b.ctAnswer("e", ONE),
            b ->
                b.tls(
                    new TlsFacts(
                        Optional.of("TLSv1.3"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        TlsFacts.Validation.NOT_DONE,
                        TlsFacts.Validation.NOT_DONE,
                        "",
                        1,
                        TlsFacts.Continuity.ONE_CONNECTION)));
    Set<Measurement> digests = new HashSet<>();
    changes.forEach(change -> digests.add(change.apply(builder()).build().digest()));
    digests.add(DomainEvidence.builder("app.example.com", AT.plusSeconds(1)).build().digest());
    digests.add(DomainEvidence.builder("b.example.com", AT).build().digest());
    assertEquals(changes.size() + 2, digests.size());
  }

  @Test
  void onlyStatus200IsADocument() {
    DomainEvidence evidence =
        builder().document("/b", new Document.Answered(206, RawBytes.of(ONE))).build();
    assertEquals(Optional.of(RawBytes.of(ONE)), evidence.body("/a"));
    assertEquals(Optional.empty(), evidence.body("/b"));
    assertEquals(Optional.empty(), evidence.body("/c"));
    assertTrue(evidence.document("/b").isPresent());
    assertNotEquals(evidence, builder().build());
  }

  private static DomainEvidence of(Document... documents) {
    DomainEvidence.Builder evidence = DomainEvidence.builder("app.example.com", Instant.EPOCH);
    for (Document document : documents) {
      evidence.document("/" + evidence.build().documents().size(), document);
    }
    return evidence.build();
  }

  @Test
  void aHostThatCouldNotBeAskedIsUnreachable() {
    Document nowhere = new Document.Absent(Document.Reason.NO_ADDRESS, "no such name");
    Document refused = new Document.Absent(Document.Reason.CONNECTION_FAILED, "refused");
    Document silent = new Document.Absent(Document.Reason.TIMED_OUT, "no response");
    assertEquals(
        Optional.of("app.example.com has no address (no such name)"), of(nowhere).unreachable());
    assertEquals(
        Optional.of("app.example.com cannot be reached (refused)"), of(refused).unreachable());
    assertEquals(
        Optional.of("app.example.com cannot be reached (no response)"),
        of(refused, silent).unreachable());
    assertEquals(Optional.empty(), of().unreachable(), "nothing was asked");
    assertEquals(Optional.empty(), of(refused, Document.ok(new byte[0])).unreachable());
    assertEquals(
        Optional.empty(),
        of(new Document.Absent(Document.Reason.NOT_THERE, "not in the folder")).unreachable());
  }

  @Test
  void howEvidenceCameIsNoPartOfIt() {
    DomainEvidence files = of(Document.ok(new byte[0]));
    DomainEvidence live = files.toBuilder().origin(DomainEvidence.Origin.LIVE).build();
    assertEquals(files, live);
    assertEquals(files.digest(), live.digest());
    assertEquals(DomainEvidence.Origin.FILES, files.origin());
    assertEquals(DomainEvidence.Origin.LIVE, live.toBuilder().build().origin());
  }
}
