package io.github.quotary.cli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.evidence.ear.EarClaims;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.policy.PolicyBuilder;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.TdReport;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What a token claims of real hardware, under Intel's root: what was decided, and no more. */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class EarConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Provenance PROVENANCE =
      new Provenance(TimeSource.OPTION, "conformance data", "quotary test", false);

  private static JsonNode claims(Case c, QuotePolicy policy) {
    VerificationResult result =
        Verifier.builder().policy(policy).build().verify(c.quote(), c.collateral(), c.at());
    return JSON.valueToTree(EarClaims.of(result, PROVENANCE, c.at()));
  }

  private static JsonNode vector(JsonNode claims) {
    return claims.path("submods").elements().next().path("ear_trustworthiness_vector");
  }

  private static PolicyBuilder boot(TdReport report) {
    return QuotePolicy.builder()
        .accept(PolicyField.MR_TD, report.mrTd())
        .accept(PolicyField.RTMR1, report.rtmr(1))
        .accept(PolicyField.RTMR2, report.rtmr(2));
  }

  @Test
  void realHardwareIsAffirmedAsFarAsItWasChecked() {
    int[] affirmed = {0};
    QuotePolicy anybody = QuotePolicy.builder().waiveIdentity().build();
    new CaseFolder(Path.of(System.getenv("QUOTARY_CONFORMANCE"), "real"))
        .forEach(
            c -> {
              if (c.trustAnchor().isIntel()
                  && Verifier.builder()
                          .policy(anybody)
                          .build()
                          .verify(c.quote(), c.collateral(), c.at())
                      instanceof Verified verified
                  && verified.isTrusted()
                  && verified.tdReport().isPresent()) {
                check(c, verified);
                affirmed[0]++;
              }
            });
    assertTrue(affirmed[0] > 0, "no case is up to date");
  }

  private static void check(Case c, Verified anybodys) {
    assertEquals(Verdict.GENUINE, anybodys.verdict());
    assertEquals(Set.of(TcbStatus.UP_TO_DATE), Set.of(anybodys.tcb().status()));
    TdReport report = anybodys.tdReport().orElseThrow();
    JsonNode mine = claims(c, boot(report).build());
    assertEquals("affirming", mine.path("ear_status").asText(), c.id());
    assertEquals(
        "{\"configuration\":3,\"executables\":3,\"hardware\":2}", vector(mine).toString(), c.id());
    JsonNode genuine = claims(c, QuotePolicy.builder().waiveIdentity().build());
    assertEquals("warning", genuine.path("ear_status").asText(), c.id());
    assertEquals("{\"configuration\":3,\"hardware\":2}", vector(genuine).toString(), c.id());
    assertEquals("warning", claims(c, QuotePolicy.strict()).path("ear_status").asText(), c.id());
    assertEquals(
        "{\"configuration\":3,\"executables\":3}",
        vector(claims(c, boot(report).allowExpired(true).build())).toString(),
        "dates were waived: " + c.id());
    assertEquals(
        "{\"executables\":3,\"hardware\":2}",
        vector(claims(c, boot(report).allowAnyTdAttributes(true).build())).toString(),
        "attributes were waived: " + c.id());
  }
}
