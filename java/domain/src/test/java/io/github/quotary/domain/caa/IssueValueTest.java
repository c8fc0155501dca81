package io.github.quotary.domain.caa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssueValueTest {
  private static final String PREFIX = "ca.example; accounturi=https://ca.example/";

  @Test
  void aValueOf4096CharactersIsReadAndNoLongerOne() {
    String longest = PREFIX + "x".repeat(4096 - PREFIX.length());
    assertTrue(IssueValue.parse(longest).isWellFormed());
    assertFalse(IssueValue.parse(longest + "x").isWellFormed());
  }

  @Test
  void anIssuerIsFoundBesideNothing() {
    assertEquals(Optional.of("ca.example"), IssueValue.parse("CA.example").issuer());
    assertEquals(Optional.of("ca.example"), IssueValue.parse("ca.example;").issuer());
    IssueValue nobody = IssueValue.parse(";");
    assertTrue(nobody.isWellFormed());
    assertEquals(Optional.empty(), nobody.issuer());
    assertFalse(nobody.isSatisfiable());
    assertEquals(Optional.empty(), IssueValue.parse("").issuer());
  }

  /** A value with parameters and without an issuer authorises nobody, whatever they say. */
  @Test
  void parametersAloneAuthoriseNobody() {
    IssueValue value = IssueValue.parse("; accounturi=https://ca.example/1");
    assertTrue(value.isWellFormed());
    assertEquals(Optional.of("https://ca.example/1"), value.account());
    assertFalse(value.isSatisfiable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"acct/1", "https://ca.example/%zz", "1:2", ""})
  void anAccountThatIsNoUriOfItsOwnIsNobodys(String account) {
    IssueValue value = IssueValue.parse("ca.example; accounturi=" + account);
    assertTrue(value.isWellFormed());
    assertFalse(value.isSatisfiable());
  }

  @Test
  void methodsAreThoseOfTheList() {
    IssueValue value = IssueValue.parse("ca.example; validationmethods=dns-01,http-01");
    assertEquals(Optional.of(List.of("dns-01", "http-01")), value.methods());
    assertTrue(value.isSatisfiable());
    assertFalse(IssueValue.parse("ca.example; validationmethods=dns-01,").isSatisfiable());
    assertFalse(IssueValue.parse("ca.example; validationmethods=dns_01").isSatisfiable());
  }
}
