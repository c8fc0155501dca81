package io.github.quotary.domain.caa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.caa.CaaLock.State;
import io.github.quotary.domain.dns.ZoneText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;

class CaaLockTest {
  private static final String CA = "ca.example";
  private static final String ACCOUNT = "https://ca.example/acct/12";
  private static final String LOCKED = CA + ";accounturi=" + ACCOUNT;

  private static RelevantSet find(String zone, String name) {
    return new CaaSearch(ZoneText.parse(zone.getBytes(StandardCharsets.UTF_8)))
        .find(CaaName.parse(name).orElseThrow());
  }

  private static CaaLock lock(String zone, String name) {
    return CaaLock.of(find(zone, name), name.startsWith("*"), Set.of(CA), Set.of(ACCOUNT));
  }

  private static String issue(String value) {
    return "example.org. 60 IN CAA 0 issue \"" + value + "\"\n";
  }

  private static boolean permits(String zone, String account) {
    CaaName name = CaaName.parse("www.example.org").orElseThrow();
    return new CaaQuestion(name, CA, account, "dns-01").isPermittedBy(find(zone, name.toString()));
  }

  @Test
  void anAccountOfWhichOursIsAPrefixIsNotOurs() {
    assertEquals(State.WRONG_ACCOUNT, lock(issue(LOCKED + "3"), "www.example.org").state());
    assertFalse(permits(issue(LOCKED + "3"), ACCOUNT));
  }

  @Test
  void severalAccountsMustAllBeExpected() {
    String two = issue(LOCKED) + issue(CA + ";accounturi=https://ca.example/acct/13");
    assertEquals(State.WRONG_ACCOUNT, lock(two, "example.org").state());
    CaaLock both =
        CaaLock.of(
            find(two, "example.org"),
            false,
            Set.of(CA),
            Set.of(ACCOUNT, "https://ca.example/acct/13"));
    assertTrue(both.isLocked());
    assertEquals(2, both.accounts().size());
  }

  @Test
  void aChildWithItsOwnRecordsIsNotLockedByItsParent() {
    String zone = issue(LOCKED) + "www.example.org. 60 IN CAA 0 issue \"other.example\"\n";
    assertEquals(State.OTHER_ISSUERS, lock(zone, "www.example.org").state());
    assertEquals(State.ACCOUNT_LOCKED, lock(zone, "example.org").state());
    assertEquals(State.ACCOUNT_LOCKED, lock(zone, "*.example.org").state());
  }

  @Test
  void theLevelThatDecidedIsReported() {
    RelevantSet.Found found = (RelevantSet.Found) find(issue(LOCKED), "a.b.example.org");
    assertEquals(Optional.of("example.org."), found.level().map(Name::toString));
  }

  @Test
  void aCriticalPropertyThatNobodyKnowsForbidsAll() {
    String zone = issue(LOCKED) + "example.org. 60 IN CAA 128 future \"x\"\n";
    assertEquals(State.NOBODY, lock(zone, "example.org").state());
    assertFalse(permits(zone, ACCOUNT));
    String open = issue("other.example") + "example.org. 60 IN CAA 128 future \"x\"\n";
    assertEquals(State.OTHER_ISSUERS, lock(open, "example.org").state());
    String harmless = issue(LOCKED) + "example.org. 60 IN CAA 127 future \"x\"\n";
    assertTrue(permits(harmless, ACCOUNT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ca.example ; accounturi = https://ca.example/acct/12 | ACCOUNT_LOCKED",
        "CA.Example;AccountURI=https://ca.example/acct/12 | ACCOUNT_LOCKED",
        "ca.example;accounturi=https://ca.example/acct/12;policy=ev | ACCOUNT_LOCKED",
        "ca.example; | ISSUER_ONLY",
        "ca.example;validationmethods=dns-01 | ISSUER_ONLY",
        "ca.example;accounturi=12 | NOBODY",
        "ca.example;accounturi= | NOBODY",
        "ca.example;accounturi=https://a/1;accounturi=https://a/1 | NOBODY",
        "ca.example;accounturi=https://ca.example/acct/12;validationmethods= | NOBODY",
        "ca.example;accounturi | MALFORMED",
        "ca..example | MALFORMED",
        "-ca.example | MALFORMED",
        "ca.example;a=b; | MALFORMED",
        "ca example | MALFORMED"
      })
  void everyValueIsReadByTheGrammar(String value, State state) {
    assertEquals(state, lock(issue(value), "example.org").state());
  }

  @Test
  void whatOnlyTheAuthorityUnderstandsIsAWarning() {
    CaaLock lock = lock(issue(LOCKED + ";policy=ev") + issue("%%"), "example.org");
    assertTrue(lock.isLocked());
    assertEquals(2, lock.warnings().size());
    assertTrue(lock.warnings().get(0).contains("policy"), lock.warnings().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*.", "*", "a.*.example.org", "a..b", "*.*.example.org"})
  void anInvalidNameIsNotQueried(String text) {
    assertEquals(Optional.empty(), CaaName.parse(text));
  }

  @Test
  void aLongValueTakesNoLongTime() {
    String value = "a-".repeat(2000) + ";" + "b=c;".repeat(100);
    IssueValue parsed = IssueValue.parse(value);
    assertFalse(parsed.isWellFormed());
    assertEquals(List.of(), parsed.parameters());
  }
}
