package io.github.quotary.ingress.acme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.records.OwnershipFile;
import io.github.quotary.simulator.fault.HostileSubject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in an ingress's own files, reading them throws what is documented alone. */
@Timeout(300)
class HostileStateTest {
  private static final String ORDER =
      "{\"published\":[{\"method\":\"DNS_01\",\"name\":\"_acme-challenge.example.com\","
          + "\"value\":\"v\"}]}";
  private static final String OWNED =
      "{\"gateways\":[\"g.example.com\"],\"addresses\":[],\"ids\":[],\"issuers\":[],"
          + "\"accounts\":[]}";

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
}
