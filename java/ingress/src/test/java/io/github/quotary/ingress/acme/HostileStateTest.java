package io.github.quotary.ingress.acme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.records.OwnershipFile;
import io.github.quotary.simulator.fault.HostileSubject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in an ingress's own files: readers throw what is documented, and hide nothing. */
@Timeout(300)
class HostileStateTest {
  private static final String ORDER =
      "{\"published\":[{\"method\":\"DNS_01\",\"name\":\"_acme-challenge.example.com\","
          + "\"value\":\"v\"}]}";
  private static final String OWNED =
      "{\"gateways\":[\"g.example.com\"],\"addresses\":[],\"ids\":[],\"issuers\":[],"
          + "\"accounts\":[]}";

  private static final AcmeDirectory CA =
      AcmeDirectory.of(URI.create("https://ca.example/directory"));

  @TempDir private Path folder;

  static Stream<Arguments> json() {
    return Stream.of(
        Arguments.of(
            "a pending order",
            HostileSubject.never(ORDER, bytes -> PendingOrder.read(bytes).isPresent())),
        Arguments.of(
            "an account",
            new HostileSubject(
                "{\"uri\":\"https://ca.example/acct/1\"}",
                IOException.class,
                bytes -> AcmeFiles.tree(bytes).path("uri").isTextual())),
        Arguments.of(
            "what an ingress owns",
            new HostileSubject(
                OWNED,
                IOException.class,
                bytes -> OwnershipFile.read(Optional.of(bytes)) != null)));
  }

  static Stream<Arguments> files() {
    String key = Keys.pem(Keys.make().getPrivate());
    return Stream.concat(
        json(),
        Stream.of(
            Arguments.of(
                "a key",
                new HostileSubject(
                    key,
                    GeneralSecurityException.class,
                    bytes -> Keys.read(new String(bytes, UTF_8)) != null)),
            Arguments.of(
                "a certificate",
                new HostileSubject(
                    key + "-----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----\n",
                    GeneralSecurityException.class,
                    bytes -> IssuedCertificate.read(bytes) != null))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void throwsNothingElse(String name, HostileSubject subject) {
    subject.readAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("json")
  void readsUtf8Alone(String name, HostileSubject subject) {
    subject.refusesOtherEncodings();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("json")
  void readsItsOwn(String name, HostileSubject subject) {
    assertTrue(subject.readsItsOwn());
  }

  /** Else the lock would name no account, or another one than the orders are of. */
  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "{\"uri\":7}", "{\"uri\":\"https://ca.example/a;b\"}"})
  void anAccountThatCannotBeReadIsTold(String json) throws IOException {
    Path file = folder.resolve("accounts").resolve(CA.folder()).resolve("account.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, json);

    IOException told = assertThrows(IOException.class, () -> AcmeAccounts.stored(folder, CA));
    assertTrue(told.getMessage().contains("names no account"), told::getMessage);
  }

  /** A new key would be another account, which the lock does not name. */
  @Test
  void aKeyOfAnAccountThatCannotBeReadStays() throws IOException {
    AcmeLab.Memory files = new AcmeLab.Memory();
    String path = "accounts/" + CA.folder() + "/key.pem";
    files.write(path, new byte[] {1});

    AccountResult result =
        AcmeAccounts.open(
            AcmeCa.of(CA, AcmeHttp.usual(), Timing.of(InstantSource.system(), time -> {})),
            files,
            Optional.empty());

    AccountResult.Failed failed = assertInstanceOf(AccountResult.Failed.class, result);
    assertInstanceOf(AcmeFault.StateFailed.class, failed.fault());
    assertArrayEquals(new byte[] {1}, files.read(path).orElseThrow());
  }

  /** What is damaged, of another curve, or of another key, is told; nothing of it is served. */
  @Test
  void aCertificateThatCannotBeUsedIsNotMissing() throws Exception {
    String leaf = new String(TestTls.make().rootPem(), UTF_8);
    KeyPairGenerator other = KeyPairGenerator.getInstance("EC");
    other.initialize(new ECGenParameterSpec("secp384r1"));
    String p384 = Pem.write("PRIVATE KEY", other.generateKeyPair().getPrivate().getEncoded());
    String p256 = Keys.pem(Keys.make().getPrivate());
    String damaged = "-----BEGIN CERTIFICATE-----\nMAAA=A\n-----END CERTIFICATE-----\n";
    Map<String, String> told =
        Map.of(
            "",
            "there is no private key",
            p256,
            "no certificate of the private key",
            leaf + p256,
            "no certificate of the private key",
            leaf + p384,
            "not one on P-256",
            damaged + p256,
            "not in base 64");
    Path file = folder.resolve("certificates").resolve(CA.folder()).resolve("app.pem");
    Files.createDirectories(file.getParent());
    for (Map.Entry<String, String> each : told.entrySet()) {
      Files.writeString(file, each.getKey());
      StoredCertificate stored = AcmeOrders.stored(folder, CA, "app");
      String why = assertInstanceOf(StoredCertificate.Unreadable.class, stored).why();
      assertTrue(why.contains(each.getValue()), why);
    }
  }

  /** An order that is not known would be made a second time. */
  @Test
  void anAccountWhoseFilesCannotBeReadIsAFailureOfTheState() throws IOException {
    Path file = folder.resolve("accounts").resolve(CA.folder()).resolve("account.json");
    Files.createDirectories(file);

    AccountResult result =
        AcmeAccounts.open(
            AcmeCa.of(CA, AcmeHttp.usual(), Timing.of(InstantSource.system(), time -> {})),
            AcmeFiles.reading(folder),
            Optional.empty());

    AccountResult.Failed failed = assertInstanceOf(AccountResult.Failed.class, result);
    assertInstanceOf(AcmeFault.StateFailed.class, failed.fault());
  }

  @Test
  void anOrderThatCannotBeReadOrWrittenIsTold() throws Exception {
    Files.createDirectories(folder.resolve("orders").resolve(CA.folder()).resolve("app.json"));
    OrderFiles orders = new OrderFiles(AcmeFiles.reading(folder), CA, "app");
    PendingOrder nothing = new PendingOrder(Optional.empty(), List.of());
    PendingOrder.Published answer =
        new PendingOrder.Published(ChallengeMethod.DNS_01, "_acme-challenge.example.com", "v");
    KeyPair key = Keys.make();
    IssuedCertificate issued =
        new IssuedCertificate(
            List.of(
                TestTls.certificate(
                    "CN=a", "CN=a", key, key, Instant.EPOCH, Duration.ofDays(1), true)),
            key.getPrivate());
    for (Executable step :
        List.<Executable>of(
            orders::order,
            () -> orders.put(nothing),
            () -> orders.put(nothing.with(List.of(answer))),
            () -> orders.keep(nothing),
            () -> orders.put(issued))) {
      AcmeFaultException told = assertThrows(AcmeFaultException.class, step);
      assertInstanceOf(AcmeFault.StateFailed.class, told.fault());
    }
  }
}
