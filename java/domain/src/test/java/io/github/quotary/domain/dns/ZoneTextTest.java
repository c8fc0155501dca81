package io.github.quotary.domain.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

class ZoneTextTest {
  private static DnsAnswer ask(String zone, String name, int type) throws Exception {
    return ZoneText.parse(zone.getBytes(StandardCharsets.UTF_8)).ask(Name.fromString(name), type);
  }

  @Test
  void anAliasIsFollowedAndReported() throws Exception {
    String zone =
        "a.example. 60 IN CNAME b.example.\nb.example. 60 IN CNAME c.example.\n"
            + "c.example. 60 IN TXT \"one\"\n";
    DnsAnswer.Records found = (DnsAnswer.Records) ask(zone, "a.example.", Type.TXT);
    assertEquals(1, found.records().size());
    assertEquals(Optional.of(Name.fromString("c.example.")), found.alias());
  }

  @Test
  void aliasesOfWholeDomainsAreFollowed() throws Exception {
    String zone =
        "old.example. 60 IN DNAME new.example.\na.new.example. 60 IN CAA 0 issue \"ca\"\n";
    DnsAnswer.Records found = (DnsAnswer.Records) ask(zone, "a.old.example.", Type.CAA);
    assertEquals(1, found.records().size());
    assertEquals(Optional.of(Name.fromString("a.new.example.")), found.alias());
  }

  @Test
  void aWildcardAnswersForNamesThatDoNotExist() throws Exception {
    String zone = "*.example. 60 IN CAA 0 issue \"ca\"\nhost.sub.example. 60 IN A 192.0.2.1\n";
    assertEquals(1, ((DnsAnswer.Records) ask(zone, "a.b.example.", Type.CAA)).records().size());
    for (String existing : new String[] {"sub.example.", "host.sub.example.", "x.sub.example."}) {
      assertEquals(
          0, ((DnsAnswer.Records) ask(zone, existing, Type.CAA)).records().size(), existing);
    }
  }

  @Test
  void aLoopOfAliasesIsNotAnAnswer() throws Exception {
    String zone = "a.example. 60 IN CNAME b.example.\nb.example. 60 IN CNAME a.example.\n";
    assertInstanceOf(DnsAnswer.Failed.class, ask(zone, "a.example.", Type.CAA));
  }

  @Test
  void aMissingNameIsAnEmptyAnswer() throws Exception {
    DnsAnswer.Records none = (DnsAnswer.Records) ask("", "a.example.", Type.CAA);
    assertEquals(0, none.records().size());
    assertEquals(Optional.empty(), none.alias());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example. 60 IN CAA 0 issue",
        "$INCLUDE /etc/hosts",
        "$GENERATE 1-1000000 $.example. A 10.0.0.1",
        "\"unclosed",
        "a.example. 60 IN CAA 999 issue \"x\""
      })
  void whatIsNoZoneTextIsRefused(String text) {
    assertThrows(
        IllegalArgumentException.class,
        () -> ZoneText.parse(text.getBytes(StandardCharsets.UTF_8)));
  }
}
