package io.github.quotary.domain.caa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSecurity;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.dns.Rdata;
import io.github.quotary.domain.dns.ZoneText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Sets of CAA records with the answers that RFC 8659 and RFC 8657 give. */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class CaaConformanceTest {
  private static JsonNode cases() throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(Path.of(System.getenv("QUOTARY_CONFORMANCE"), "caa", "cases.json").toFile());
  }

  @TestFactory
  Stream<DynamicTest> everyCaseHasItsAnswerAndItsLock() throws IOException {
    JsonNode file = cases();
    Set<String> issuers = Set.of(file.get("expected_issuer").asText());
    Set<String> accounts = Set.of(file.get("expected_account").asText());
    return stream(file.get("cases"))
        .map(
            item ->
                DynamicTest.dynamicTest(
                    item.get("id").asText(), () -> assertCase(item, issuers, accounts)));
  }

  @TestFactory
  Stream<DynamicTest> everyPresentationIsRead() throws IOException {
    return stream(cases().get("presentation"))
        .map(item -> DynamicTest.dynamicTest(item.get("id").asText(), () -> assertRead(item)));
  }

  private static void assertCase(JsonNode item, Set<String> issuers, Set<String> accounts) {
    CaaName name = CaaName.parse(item.get("name").asText()).orElseThrow();
    RelevantSet set = new CaaSearch(new CaseDns(item)).find(name);
    JsonNode ask = item.get("ask");
    CaaQuestion question =
        new CaaQuestion(
            name,
            ask.get("issuer").asText(),
            ask.get("account").asText(),
            ask.get("method").asText());
    assertEquals(item.get("may_issue").asBoolean(), question.isPermittedBy(set), "may issue");
    CaaLock lock = CaaLock.of(set, name.isWildcard(), issuers, accounts);
    assertEquals(item.get("lock").asText(), lock.state().name());
  }

  private static void assertRead(JsonNode item) throws IOException {
    String zone = "x.example. 60 IN CAA " + item.get("presentation").asText() + "\n";
    DnsAnswer answer =
        ZoneText.parse(zone.getBytes(StandardCharsets.UTF_8))
            .ask(Name.fromString("x.example."), Type.CAA);
    assertEquals(
        Optional.of(
            new CaaProperty(
                item.get("flags").asInt(), item.get("tag").asText(), item.get("value").asText())),
        CaaProperty.parse(((DnsAnswer.Records) answer).records().get(0)));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** The records of one case. */
  private record CaseDns(JsonNode item) implements DnsSource {
    @Override
    public DnsAnswer ask(Name name, int type) {
      String text = name.toString(true);
      for (JsonNode failing : item.get("lookup_fail")) {
        if (failing.asText().equals(text)) {
          return new DnsAnswer.Failed("SERVFAIL", DnsSecurity.INDETERMINATE);
        }
      }
      JsonNode target = item.get("cname").get(text);
      String owner = target == null ? text : target.asText();
      List<Rdata> records = new ArrayList<>();
      for (JsonNode record : item.get("records").path(owner)) {
        records.add(
            Rdata.of(wire(record.get(0).asInt(), record.get(1).asText(), record.get(2).asText())));
      }
      return new DnsAnswer.Records(records, Optional.empty(), DnsSecurity.INDETERMINATE);
    }

    private static byte[] wire(int flags, String tag, String value) {
      byte[] tagBytes = tag.getBytes(StandardCharsets.ISO_8859_1);
      byte[] valueBytes = value.getBytes(StandardCharsets.ISO_8859_1);
      byte[] wire = new byte[2 + tagBytes.length + valueBytes.length];
      wire[0] = (byte) flags;
      wire[1] = (byte) tagBytes.length;
      System.arraycopy(tagBytes, 0, wire, 2, tagBytes.length);
      System.arraycopy(valueBytes, 0, wire, 2 + tagBytes.length, valueBytes.length);
      return wire;
    }
  }
}
