package io.github.quotary.domain.laboratory;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.certificate.PemBundle;
import io.github.quotary.domain.custom.CustomDomainVerifier;
import io.github.quotary.domain.custom.EvidencePaths;
import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.gateway.GatewayHost;
import io.github.quotary.domain.gateway.GatewayVerifier;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Provenances;
import io.github.quotary.domain.report.ReportText;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.domain.workload.DomainJudge;
import io.github.quotary.domain.workload.DomainPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of domain evidence, by the library. */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class DomainEvidenceConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DomainJudge JUDGE = DomainJudge.of(DomainPolicy.empty());

  private static Path folder() {
    return Path.of(System.getenv("QUOTARY_CONFORMANCE"), "domain-evidence");
  }

  static Stream<JsonNode> cases() throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    JSON.readTree(folder().resolve("cases.json").toFile()).forEach(cases::add);
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyCaseHasItsStatuses(JsonNode one) throws IOException {
    DomainReport report = verify(one);
    assertNotEquals(Verdict.PASS, report.verdict());
    List<Executable> assertions = new ArrayList<>();
    one.path("checks")
        .properties()
        .forEach(
            expected ->
                assertions.add(
                    () ->
                        assertTrue(
                            List.of(expected.getValue().textValue().split("\\|"))
                                .contains(outcome(report, expected.getKey())),
                            () -> expected + "\n" + ReportText.of(report, Provenances.imprint()))));
    assertAll(assertions);
  }

  private static String outcome(DomainReport report, String id) {
    return report.checks().result(Check.ofId(id).orElseThrow()).orElseThrow().outcome().name();
  }

  private static DomainReport verify(JsonNode one) throws IOException {
    Path set = folder().resolve(one.path("set").textValue());
    boolean gateway = one.path("kind").textValue().equals("gateway");
    DnsName host = DnsName.parse(one.path("host").textValue());
    Instant at = Instant.parse(one.path("at").textValue());
    DomainEvidence.Builder evidence = DomainEvidence.builder(host.text(), at);
    try (Stream<Path> files = Files.list(set)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        evidence.document(
            gateway ? "/.dstack/" + name.replace(".json", "") : EvidencePaths.FOLDER + name,
            Document.ok(Files.readAllBytes(file)));
      }
    }
    evidence
        .peerChain(
            PemBundle.read(
                RawBytes.of(Files.readAllBytes(set.resolve(one.path("served").textValue())))))
        .collateral(Files.readAllBytes(folder().resolve(one.path("collateral").textValue())));
    return gateway
        ? new GatewayVerifier(JUDGE).verify(GatewayHost.of(host), evidence.build(), at)
        : new CustomDomainVerifier(JUDGE).verify(host, evidence.build(), at);
  }
}
