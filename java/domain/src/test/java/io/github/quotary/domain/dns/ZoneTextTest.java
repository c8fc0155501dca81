package io.github.quotary.domain.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void anAliasThatIsLongerThanANameIsNoAnswer() throws Exception {
    String label = "a".repeat(63) + ".";
    String zone = "old.example. 60 IN DNAME " + label + label + label + "example.\n";
    DnsAnswer answer = ask(zone, label + "old.example.", Type.CAA);
    String cause = assertInstanceOf(DnsAnswer.Failed.class, answer).cause();
    assertEquals("the alias of " + label + "old.example. is too long", cause);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 issue \"letsencrypt.org;accounturi=https://ca.example/1\"\n",
        "; a comment\n\n128 issuewild \";\"\n",
        "\\# 22 000569737375656C657473656E63727970742E6F7267\n",
        "\"e1cd0e2e9e:443\"\n"
      })
  void recordsWithoutTheirNamesAreExplained(String text) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ZoneText.parse(text.getBytes(StandardCharsets.UTF_8)));
    assertTrue(e.getMessage().contains("use dig +noall +answer"), e.getMessage());
  }

  @Test
  void aRecordOfSeveralLinesMayBeginThemWithText() throws Exception {
    String zone = "a.example. 60 IN TXT (\n\"one\"\n\"two\" )\n";
    assertEquals(1, ((DnsAnswer.Records) ask(zone, "a.example.", Type.TXT)).records().size());
  }

  /** A byte that cannot be seen would make a record of another name of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufeffa.example. 60 IN CAA 0 issue \"ca\"\n",
        "a.example. 60 IN CAA 0 issue \"ca\"\n\ufeffb.example. 60 IN CAA 0 issue \"other\"\n",
        "a.example. 60 IN\u00a0CAA 0 issue \"ca\"\n",
        "a.example. 60 IN CAA 0 issue \"c\u00e4\"\n",
        "a.example. 60 IN CAA 0 issue \"ca;\u00e4\"\n",
        "a.example. 60 IN TXT \\;\u00e4\n",
        "a.example. 60 IN TXT \u0000\n"
      })
  void onlyPrintableTextIsRead(String zone) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ZoneText.parse(zone.getBytes(StandardCharsets.UTF_8)));
    assertTrue(refused.getMessage().contains("outside a comment"), refused.getMessage());
  }

  @Test
  void aCommentMayBeInAnyLanguage() throws Exception {
    String zone = "a.example. 60 IN CAA 0 issue \"ca\" ; f\u00fcr uns\n;\u00e4\n";
    assertEquals(1, ((DnsAnswer.Records) ask(zone, "a.example.", Type.CAA)).records().size());
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
