package io.github.quotary.domain.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.connection.ConnectionChecks.NameRule;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.witness.ProtectedNames;
import io.github.quotary.domain.workload.DomainJudge;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.domain.workload.Preimages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An account is proven by all the checks that prove it, and by no others. */
class BindingTest {
  private static final String ACCOUNT = "https://acme.example/acct/1";
  private static final DnsName HOST = DnsName.parse("app.example.com");

  private static Set<String> proven(DomainKind kind, List<Finding> findings) {
    DomainEvidence evidence = DomainEvidence.builder(HOST.text(), Instant.EPOCH).build();
    return new Binding(
            Inquiry.of(DomainJudge.of(DomainPolicy.empty()), HOST, evidence, Instant.EPOCH),
            new Subject(
                kind,
                HOST.text(),
                Optional.empty(),
                NameRule.covers(HOST),
                ProtectedNames.ofCustom(HOST, List.of())),
            List.of(),
            Preimages.none(),
            List.of(),
            List.of(ACCOUNT),
            findings,
            Form.nothing())
        .provenAccounts();
  }

  private static List<Finding> passing(DomainKind kind, Set<Check> but) {
    return Check.of(kind).stream()
        .filter(check -> !but.contains(check))
        .map(check -> Finding.pass(check, "fine"))
        .toList();
  }

  private static List<Finding> with(List<Finding> findings, Finding more) {
    List<Finding> all = new ArrayList<>(findings);
    all.add(more);
    return all;
  }

  private static Set<Check> proofs(DomainKind kind) {
    return kind == DomainKind.GATEWAY
        ? EnumSet.of(Check.RD_G3)
        : EnumSet.of(Check.RD_C1, Check.MF_1, Check.MF_2, Check.ACCT_1);
  }

  @ParameterizedTest
  @EnumSource
  void everyProofIsNeeded(DomainKind kind) {
    assertEquals(Set.of(ACCOUNT), proven(kind, passing(kind, Set.of())));
    for (Check proof : proofs(kind)) {
      List<Finding> others = passing(kind, Set.of(proof));
      assertEquals(Set.of(), proven(kind, others), proof.id() + " is missing");
      for (Finding finding :
          List.of(
              Finding.fail(proof, "wrong"),
              Finding.incomplete(proof, "missing"),
              Finding.skipped(proof, "skipped"))) {
        assertEquals(Set.of(), proven(kind, with(others, finding)), finding.toString());
        assertEquals(
            Set.of(), proven(kind, with(passing(kind, Set.of()), finding)), "a pass beside it");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noOtherCheckIsNeeded(DomainKind kind) {
    Set<Check> others = EnumSet.complementOf(EnumSet.copyOf(proofs(kind)));
    assertEquals(Set.of(ACCOUNT), proven(kind, passing(kind, others)));
  }

  @Test
  void withoutFindingsNothingIsProven() {
    assertEquals(Set.of(), proven(DomainKind.CUSTOM, List.of()));
  }
}
