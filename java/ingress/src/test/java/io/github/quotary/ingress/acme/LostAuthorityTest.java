package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.quotary.ingress.acme.AccountResult.Opened;
import io.github.quotary.ingress.acme.CaRequest.Kind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pebble is restarted and knows nothing any more; an account is deactivated under way. */
class LostAuthorityTest {
  private static final String NAME = "lost.example.com";

  @TempDir Path folder;
  private AcmeLab lab;
  private TestCa front;

  private final AcmeLab.Memory files = new AcmeLab.Memory();

  @BeforeEach
  void start() throws Exception {
    lab = AcmeLab.start(folder.resolve("pebble"), Map.of());
    front = TestCa.start(lab.pebble, lab.tls);
  }

  @AfterEach
  void stop() {
    if (lab != null) {
      front.close();
      lab.close();
    }
  }

  private Opened open() throws Exception {
    AcmeCa ca = lab.ca(AcmeDirectory.of(front.directory()));
    AccountResult result = AcmeAccounts.open(ca, files, Optional.empty());
    return assertInstanceOf(Opened.class, result, result::toString);
  }

  private OrderReport order(AcmeAccount account) {
    return new AcmeOrders(account, files)
        .order(AcmeLab.request(NAME), new AcmeLab.DnsWriter(lab.dns));
  }

  /** The key stays, the account is another one, the half-done order is given up. */
  @Test
  void everythingIsMadeAnew() throws Exception {
    AcmeAccount account = open().account();
    for (int i = 0; i < 4; i++) {
      front.fail(Kind.FINALIZE, new TestCa.Fault.Cut(false));
    }
    AcmeLab.fault(AcmeFault.Unreachable.class, order(account));
    String keyFile = "accounts/" + account.ca().directory().folder() + "/key.pem";
    String key = files.text(keyFile);
    try (Pebble other = Pebble.start(folder.resolve("other"), lab.tls, lab.dns.port(), Map.of())) {
      front.handOnTo(other);
      AcmeLab.fault(AcmeFault.AccountLost.class, order(account));

      Opened again = open();
      assertEquals(AccountResult.Origin.MADE, again.origin());
      assertEquals(Optional.of(account.uri()), again.before());
      assertNotEquals(account.uri(), again.account().uri());
      assertEquals(key, files.text(keyFile));
      assertEquals(Set.of(NAME), AcmeLab.issued(order(again.account())).names());
    }
  }

  @Test
  void deactivatedAccountIsToldByTheOrder() throws Exception {
    AcmeAccount account = open().account();
    account
        .ca()
        .send(
            session -> {
              account.login(session).getAccount().deactivate();
              return true;
            });
    AcmeLab.fault(AcmeFault.AccountRefused.class, order(account));
  }
}
