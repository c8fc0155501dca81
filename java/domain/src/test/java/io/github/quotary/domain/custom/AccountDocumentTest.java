package io.github.quotary.domain.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.simulator.domain.AccountForm;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountDocumentTest {
  private static final String URI = "https://acme-v02.api.letsencrypt.org/acme/acct/2584877296";

  private static AccountDocument document(String json) {
    return AccountDocument.read(RawBytes.ofUtf8(json)).found().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void everyClientsDocument(AccountForm form) {
    AccountDocument document = document(form.document(URI));
    assertEquals(URI, document.uri());
    assertTrue(document.isProduction());
    assertFalse(document.disclosesKey());
  }

  @Test
  void severalMembersMustAgree() {
    document("{\"uri\":\"" + URI + "\",\"registration\":{\"accountURL\":\"" + URI + "\"}}");
    Reading<AccountDocument> malformed =
        AccountDocument.read(
            RawBytes.ofUtf8(
                "{\"uri\":\"" + URI + "\",\"registration\":{\"uri\":\"" + URI + "1\"}}"));
    assertEquals(
        Optional.of("it names several accounts: [" + URI + ", " + URI + "1]"), malformed.problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"uri\":1}",
        "{\"uri\":\"a\",\"uri\":\"a\"}",
        "{\"registration\":[]}",
        "{\"uri\":null}",
        "<html>"
      })
  void whatIsNoDocument(String json) {
    assertInstanceOf(Reading.Malformed.class, AccountDocument.read(RawBytes.ofUtf8(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme-staging-v02.api.letsencrypt.org/acme/acct/1",
        "http://acme-v02.api.letsencrypt.org/acme/acct/1",
        "https://acme-v02.api.letsencrypt.org.example.com/acme/acct/1",
        "https://example.com/https://acme-v02.api.letsencrypt.org/acme/acct/1",
        "https://acme-v02.api.letsencrypt.org/acme/acct/",
        "https://acme-v02.api.letsencrypt.org/acme/acct/1/",
        "https://acme-v02.api.letsencrypt.org/acme/acct/1?x",
        "https://acme-v02.api.letsencrypt.org/acme/acct/1a",
        "https://acme-v02.api.letsencrypt.org/acme/acct/1\n",
        "https://acme-v02.api.letsencrypt.org/directory",
        "HTTPS://acme-v02.api.letsencrypt.org/acme/acct/1"
      })
  void whatIsNoProductionAccount(String uri) {
    assertFalse(new AccountDocument(uri, false).isProduction());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"uri\":\"u\",\"key\":\"-----BEGIN EC PRIVATE KEY-----\"}",
        "{\"uri\":\"u\",\"key\":{\"kty\":\"EC\",\"x\":\"1\",\"d\":\"2\"}}",
        "{\"uri\":\"u\",\"a\":[{\"b\":{\"kty\":\"RSA\",\"p\":\"1\"}}]}"
      })
  void privateKeysAreNoticed(String json) {
    assertTrue(document(json).disclosesKey());
    assertFalse(document("{\"uri\":\"u\",\"key\":{\"kty\":\"EC\",\"x\":\"1\"}}").disclosesKey());
  }
}
