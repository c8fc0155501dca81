package io.github.quotary.domain.caa;

import static io.github.quotary.domain.dns.DnsSecurity.BOGUS;
import static io.github.quotary.domain.dns.DnsSecurity.INDETERMINATE;
import static io.github.quotary.domain.dns.DnsSecurity.INSECURE;
import static io.github.quotary.domain.dns.DnsSecurity.SECURE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSecurity;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.dns.Rdata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The climb from a name to its records, and what is known where an answer is missing. */
class CaaSearchTest {
  private static final CaaName NAME = CaaName.parse("a.example").orElseThrow();
  private static final byte[] ISSUE = {0, 5, 'i', 's', 's', 'u', 'e', 'c', 'a'};
  private static final CaaQuestion QUESTION = new CaaQuestion(NAME, "ca", "https://ca/1", "dns-01");

  private static DnsAnswer records(DnsSecurity security, byte[]... records) {
    List<Rdata> data = new ArrayList<>();
    for (byte[] record : records) {
      data.add(Rdata.of(record));
    }
    return new DnsAnswer.Records(data, Optional.empty(), security);
  }

  /** Answers for {@code a.example}, and for {@code example}. */
  private static RelevantSet find(DnsAnswer first, DnsAnswer second) {
    DnsSource dns = (name, type) -> name.labels() == 3 ? first : second;
    return new CaaSearch(dns).find(NAME);
  }

  @ParameterizedTest
  @CsvSource({
    "SECURE, SECURE, SECURE",
    "SECURE, INSECURE, INSECURE",
    "INSECURE, SECURE, INSECURE",
    "INSECURE, INSECURE, INSECURE",
    "SECURE, INDETERMINATE, INDETERMINATE",
    "INSECURE, INDETERMINATE, INDETERMINATE",
    "INDETERMINATE, INSECURE, INDETERMINATE",
    "BOGUS, INSECURE, INDETERMINATE"
  })
  void severalAnswersAreAsSureAsTheirWeakest(
      DnsSecurity first, DnsSecurity second, DnsSecurity both) {
    RelevantSet set = find(records(first), records(second, ISSUE));
    assertEquals(both, assertInstanceOf(RelevantSet.Found.class, set).security());
  }

  /** What lies above a level that is not known may not count for it. */
  @Test
  void aFailedLookupEndsTheClimb() {
    RelevantSet set = find(new DnsAnswer.Failed("SERVFAIL", INDETERMINATE), records(SECURE, ISSUE));
    assertEquals("SERVFAIL", assertInstanceOf(RelevantSet.Unknown.class, set).cause());
    assertFalse(QUESTION.isPermittedBy(set));
    CaaLock lock = CaaLock.of(set, false, Set.of("ca"), Set.of());
    assertFalse(lock.isLocked());
    assertEquals("lookup failed", lock.state().words());
  }

  @Test
  void aMalformedRecordIsNoMissingOne() {
    byte[][] malformed = {
      {0, 0}, {0, 0, 'x'}, {0, 6, 'i', 's', 's', 'u', 'e'}, {0, 1, '-'}, {0}, {}
    };
    for (byte[] record : malformed) {
      RelevantSet set = find(records(SECURE, record), records(SECURE, ISSUE));
      assertEquals(
          "a CAA record is malformed", assertInstanceOf(RelevantSet.Unknown.class, set).cause());
    }
  }

  /** Three bytes are the shortest: flags, a tag of one letter, and no value. */
  @Test
  void aTagMayBeAllThereIs() {
    CaaProperty property = CaaProperty.parse(Rdata.of(new byte[] {0, 1, 'x'})).orElseThrow();
    assertEquals("0 x \"\"", property.toString());
    assertEquals("", property.value());
  }

  @Test
  void anyoneMayIssueWhereNobodyHasRecords() {
    RelevantSet set = find(records(INSECURE), records(BOGUS));
    assertTrue(QUESTION.isPermittedBy(set));
    assertEquals(Optional.empty(), assertInstanceOf(RelevantSet.Found.class, set).level());
  }

  @Test
  void anAuthorityAnAccountAndAMethodMustAgree() {
    String value = "ca; accounturi=https://ca/1; validationmethods=http-01,dns-01";
    RelevantSet set =
        new RelevantSet.Found(
            Optional.empty(),
            Optional.empty(),
            List.of(new CaaProperty(0, "issue", value)),
            SECURE);
    assertTrue(QUESTION.isPermittedBy(set));
    assertFalse(new CaaQuestion(NAME, "cb", "https://ca/1", "dns-01").isPermittedBy(set));
    assertFalse(new CaaQuestion(NAME, "ca", "https://ca/2", "dns-01").isPermittedBy(set));
    assertFalse(new CaaQuestion(NAME, "ca", "https://ca/1", "dns").isPermittedBy(set));
  }

  @Test
  void aWildcardFollowsItsOwnPropertiesIfThereAreAny() {
    RelevantSet both =
        new RelevantSet.Found(
            Optional.empty(),
            Optional.empty(),
            List.of(new CaaProperty(0, "issue", "cb"), new CaaProperty(0, "issuewild", "ca")),
            SECURE);
    CaaName wildcard = CaaName.parse("*.a.example").orElseThrow();
    assertTrue(new CaaQuestion(wildcard, "ca", "https://ca/1", "dns-01").isPermittedBy(both));
    assertFalse(new CaaQuestion(wildcard, "cb", "https://ca/1", "dns-01").isPermittedBy(both));
    assertFalse(QUESTION.isPermittedBy(both));
  }

  @Test
  void aNameIsWrittenAsCertificatesHaveIt() {
    assertEquals("a.example", NAME.toString());
    assertEquals("*.a.example", CaaName.parse("*.a.example").orElseThrow().toString());
  }
}
