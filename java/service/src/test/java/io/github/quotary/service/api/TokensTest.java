package io.github.quotary.service.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/eat+jwt",
        "APPLICATION/EAT+JWT",
        "application/jwt",
        "application/eat+jwt;q=0.5, application/json",
        "application/eat+jwt ; q=1"
      })
  void aTokenIsAskedFor(String accept) {
    assertTrue(Tokens.isAsked(accept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "application/json, application/eat+jwt",
        "application/eat+jwt;q=0, application/json",
        "application/eat+jwt; q=0.000",
        "application/eat+jwtx"
      })
  void aTokenIsNot(String accept) {
    assertFalse(Tokens.isAsked(accept));
  }
}
