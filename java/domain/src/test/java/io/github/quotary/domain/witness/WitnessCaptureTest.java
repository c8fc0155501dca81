package io.github.quotary.domain.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.ct.CtReply;
import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSecurity;
import io.github.quotary.domain.evidence.DomainEvidence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WitnessCaptureTest {
  private static final Instant NOW = Instant.parse("2026-06-15T00:00:00Z");
  private static final DomainEvidence NOTHING =
      DomainEvidence.builder("a.example.com", NOW).build();

  private static ProtectedNames names(String host, String served) {
    return ProtectedNames.ofCustom(new DnsName(host), List.of(served));
  }

  @Test
  void noQueryIsSentTwice() {
    List<String> asked = new ArrayList<>();
    DomainEvidence seen =
        WitnessCapture.withDns(
            NOTHING,
            names("www.example.com", "*.example.com"),
            (name, type) -> {
              asked.add(CapturedDns.key(name, type));
              return new DnsAnswer.Records(List.of(), Optional.empty(), DnsSecurity.INDETERMINATE);
            });
    assertEquals(new HashSet<>(asked).size(), asked.size(), asked.toString());
    assertTrue(asked.contains("TXT _dstack-app-address-wildcard.example.com."), asked.toString());
    assertEquals(new HashSet<>(asked), seen.dnsAnswers().keySet());
  }

  @Test
  void nobodyAsksForAllNamesOfATopLevelDomain() {
    assertEquals(List.of("example.com"), names("example.com", "example.com").queries());
    assertEquals(
        List.of("a.example.com", "%.example.com"),
        names("a.example.com", "a.example.com").queries());
    assertEquals(
        List.of("apps.example.net", "%.apps.example.net"),
        ProtectedNames.ofGateway(new DnsName("gateway.apps.example.net"), "apps.example.net")
            .queries());
  }

  @Test
  void onlyCertificatesThatMatterAreFetchedAndEachOnce() {
    Logs logs =
        new Logs(
            "["
                + row(1, "a.example.com", "01", "2026-08-30")
                + ","
                + row(2, "a.example.com", "01", "2026-08-30")
                + ","
                + row(3, "b.example.com", "02", "2026-08-30")
                + ","
                + row(4, "a.example.com", "03", "2026-06-14")
                + ","
                + row(5, "*.example.com", "04", "2026-08-30")
                + "]");
    WitnessCapture.withCt(NOTHING, names("a.example.com", "a.example.com"), List.of(logs), NOW);
    assertEquals(List.of(1L, 5L), logs.fetched);
  }

  @Test
  void aCertificateOfAnotherAuthorityWithTheSameSerialNumberIsFetchedToo() {
    Logs logs =
        new Logs(
            "["
                + row(1, "a.example.com", "01", "2026-08-30")
                + ","
                + row(2, "a.example.com", "01", "2026-08-30").replace(":7,", ":8,")
                + "]");
    WitnessCapture.withCt(NOTHING, names("a.example.com", "a.example.com"), List.of(logs), NOW);
    assertEquals(List.of(1L, 2L), logs.fetched);
  }

  @Test
  void aSearchThatIsNotThereLeavesAGap() {
    DomainEvidence seen =
        WitnessCapture.withCt(
            NOTHING, names("a.example.com", "a.example.com"), List.of(new Logs(null)), NOW);
    assertEquals(
        "unavailable: a.example.com: asked https://logs.example/?q=a.example.com: HTTP status 502"
            + " (4 tries)",
        CapturedCt.of(seen, List.of("a.example.com")).outcome().words());
  }

  private static String row(int id, String name, String serial, String notAfter) {
    return "{\"issuer_ca_id\":7,\"name_value\":\"%s\",\"id\":%d,\"serial_number\":\"%s\",\"not_before\":\"2026-06-01T00:00:00\",\"not_after\":\"%sT00:00:00\"}"
        .formatted(name, id, serial, notAfter);
  }

  /** A search with one answer, and without certificates. */
  private static final class Logs implements CtSource {
    final List<Long> fetched = new ArrayList<>();
    private final String answer;

    Logs(String answer) {
      this.answer = answer;
    }

    @Override
    public CtReply search(String query) {
      return answer == null
          ? new CtReply.Failed(
              "https://logs.example/?q=" + query, "HTTP status 502", OptionalInt.of(502), 4)
          : new CtReply.Answered(
              answer.getBytes(StandardCharsets.UTF_8), "https://logs.example/?q=" + query);
    }

    @Override
    public CtReply certificate(long id) {
      fetched.add(id);
      return new CtReply.Failed(
          "https://logs.example/?d=" + id, "HTTP status 404", OptionalInt.of(404), 1);
    }
  }
}
