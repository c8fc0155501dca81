package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.acme.AccountResult.Failed;
import io.github.quotary.ingress.acme.AccountResult.Opened;
import io.github.quotary.ingress.acme.AccountResult.Origin;
import io.github.quotary.ingress.acme.CaRequest.Kind;
import io.github.quotary.ingress.state.StateFolder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account: found again, lost, refused, and apart for each directory. */
class AcmeAccountsTest {
  @TempDir static Path folder;
  private static AcmeLab lab;
  private static TestCa front;

  private final AcmeLab.Memory files = new AcmeLab.Memory();
  private AcmeCa ca;

  @BeforeAll
  static void start() throws Exception {
    lab = AcmeLab.start(folder.resolve("pebble"), Map.of());
    front = TestCa.start(lab.pebble, lab.tls);
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      front.close();
      lab.close();
    }
  }

  @BeforeEach
  void calm() throws Exception {
    front.calm();
    ca = lab.ca(AcmeDirectory.of(front.directory()));
  }

  private Opened open() {
    AccountResult result = AcmeAccounts.open(ca, files, Optional.of("me@example.com"));
    return assertInstanceOf(Opened.class, result, result::toString);
  }

  private AcmeFault fault() {
    return assertInstanceOf(Failed.class, AcmeAccounts.open(ca, files, Optional.empty())).fault();
  }

  private String keyFile() {
    return "accounts/" + ca.directory().folder() + "/key.pem";
  }

  private static CaReply lost() {
    return CaReply.problem(400, "accountDoesNotExist", "unable to find existing account");
  }

  @Test
  void survivesReopening() throws Exception {
    try (StateFolder state = StateFolder.open(folder.resolve("state"))) {
      Opened first = assertInstanceOf(Opened.class, AcmeAccounts.open(ca, state, Optional.empty()));
      assertEquals(Origin.MADE, first.origin());
      Opened again = assertInstanceOf(Opened.class, AcmeAccounts.open(ca, state, Optional.empty()));
      assertEquals(Origin.KNOWN, again.origin());
      assertEquals(first.account().uri(), again.account().uri());
      assertEquals(Optional.empty(), again.before());
      assertEquals(
          Optional.of(first.account().uri()), AcmeAccounts.stored(state.path(), ca.directory()));
    }
  }

  /** The crash between the two writes: the key is there, the address is not. */
  @Test
  void accountIsFoundAgainByItsKey() {
    URI first = open().account().uri();
    files.files.keySet().removeIf(path -> path.endsWith("account.json"));
    Opened again = open();
    assertEquals(Origin.FOUND, again.origin());
    assertEquals(first, again.account().uri());
  }

  /** The answer to the registration is lost: the second try gives the same account. */
  @Test
  void lostAnswerMakesNoSecondAccount() {
    front.fail(Kind.ACCOUNT, new TestCa.Fault.Cut(true));
    URI first = open().account().uri();
    files.files.keySet().removeIf(path -> path.endsWith("account.json"));
    assertEquals(first, open().account().uri());
  }

  /** An authority that forgot the account has another one by the same key, and that is told. */
  @Test
  void lostAccountIsMadeAnewAndTold() {
    URI known = URI.create(front.directory().resolve("/my-account/gone").toString());
    open();
    String path = "accounts/" + ca.directory().folder() + "/account.json";
    files.files.put(path, ("{\"uri\": \"" + known + "\"}").getBytes(StandardCharsets.UTF_8));
    String key = files.text(keyFile());
    front.fail(Kind.ACCOUNT, lost());
    Opened again = open();
    assertEquals(Origin.MADE, again.origin());
    assertEquals(Optional.of(known), again.before());
    assertNotEquals(known, again.account().uri());
    assertEquals(key, files.text(keyFile()));
    assertTrue(files.text(path).contains(again.account().uri().toString()));
  }

  @Test
  void refusedKeyIsReplaced() {
    Opened first = open();
    String key = files.text(keyFile());
    front.fail(Kind.ACCOUNT, lost());
    front.fail(Kind.ACCOUNT, CaReply.problem(400, "badPublicKey", "the key is on a list"));
    Opened again = open();
    assertNotEquals(first.account().uri(), again.account().uri());
    assertEquals(Optional.of(first.account().uri()), again.before());
    assertNotEquals(key, files.text(keyFile()));
  }

  @Test
  void deactivatedAccountIsAFault() throws Exception {
    Opened opened = open();
    ca.send(
        session -> {
          opened.account().login(session).getAccount().deactivate();
          return true;
        });
    AcmeFault.AccountRefused refused = assertInstanceOf(AcmeFault.AccountRefused.class, fault());
    assertTrue(refused.words().contains("remove the account's folder"), refused.words());
  }

  @Test
  void rateLimitIsTold() {
    front.fail(
        Kind.ACCOUNT,
        CaReply.problem(429, "rateLimited", "too many accounts").with("Retry-After", "7200"));
    AcmeFault.RateLimited limited = assertInstanceOf(AcmeFault.RateLimited.class, fault());
    assertEquals(Optional.of(Duration.ofHours(2)), limited.retryAfter());
    assertEquals(1, front.requests(Kind.ACCOUNT).size());
  }

  @Test
  void authorityThatDoesNotWorkIsToldAsThat() {
    CaReply busy = new CaReply(503, Map.of("Retry-After", "3"), "");
    for (int i = 0; i < 4; i++) {
      front.fail(Kind.DIRECTORY, busy);
    }
    AcmeFault.Unreachable fault = assertInstanceOf(AcmeFault.Unreachable.class, fault());
    assertTrue(fault.words().contains("HTTP 503"), fault.words());
    assertEquals(Optional.of(Duration.ofSeconds(3)), fault.retryAfter());
  }

  @Test
  void whatIsNoDirectoryIsToldAsThat() {
    for (int i = 0; i < 4; i++) {
      front.fail(Kind.DIRECTORY, CaReply.json("<html>"));
    }
    assertInstanceOf(AcmeFault.Unusable.class, fault());
  }

  @Test
  void untrustedServerIsNotSpokenTo() {
    AcmeCa other = AcmeCa.of(AcmeDirectory.of(front.directory()), AcmeHttp.usual(), lab.timing());
    AccountResult result = AcmeAccounts.open(other, files, Optional.empty());
    AcmeFault fault = assertInstanceOf(Failed.class, result).fault();
    assertInstanceOf(AcmeFault.Unreachable.class, fault, fault::words);
    assertEquals(0, front.requests(Kind.DIRECTORY).size());
  }

  @Test
  void damagedKeyIsToldAndKept() {
    files.files.put(keyFile(), "no key".getBytes(StandardCharsets.US_ASCII));
    AcmeFault fault = assertInstanceOf(AcmeFault.StateFailed.class, fault());
    assertTrue(fault.words().contains(keyFile()), fault.words());
    assertEquals("no key", files.text(keyFile()));
  }

  /** Two directories never share a key, even at one host. */
  @Test
  void directoriesAreApart() throws Exception {
    URI first = open().account().uri();
    AcmeCa direct = lab.ca();
    URI second = AcmeLab.account(direct, files).uri();
    assertNotEquals(first, second);
    assertNotEquals(ca.directory().folder(), direct.directory().folder());
    assertEquals(4, files.files.size());
    assertFalse(
        AcmeDirectory.LETS_ENCRYPT.folder().equals(AcmeDirectory.LETS_ENCRYPT_STAGING.folder()));
    assertEquals(
        "acme-v02.api.letsencrypt.org",
        AcmeDirectory.of(URI.create("https://acme-v02.api.letsencrypt.org/directory")).folder());
  }
}
