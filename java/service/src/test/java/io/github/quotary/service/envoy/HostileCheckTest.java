package io.github.quotary.service.envoy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.quotary.simulator.fault.HostileSubject;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client puts into its headers or its certificate, it is a submission or none. */
@Timeout(300)
class HostileCheckTest {
  private static final ExtAuthzOptions OPTIONS = ExtAuthzOptions.defaults();
  private static final String PEM =
      "-----BEGIN%20CERTIFICATE-----%0AMAAA%0A-----END%20CERTIFICATE-----%0A";

  private static boolean isSubmitted(Map<String, String> headers, String certificate) {
    return Submission.of(
            new ClientRequest(headers, certificate), OPTIONS.withForwardedCertificate())
        != null;
  }

  static Stream<Arguments> readers() {
    return Stream.of(
        Arguments.of(
            "a message",
            new HostileSubject(
                "\n\u0005\n\u0003abc",
                IOException.class,
                bytes -> Submission.of(CheckMessages.request(bytes), OPTIONS) != null)),
        Arguments.of(
            "a header",
            HostileSubject.never(
                "{\"quote\":\"BAAC\"}",
                bytes -> isSubmitted(Map.of(OPTIONS.header(), new String(bytes, ISO_8859_1)), ""))),
        Arguments.of(
            "a forwarded certificate",
            HostileSubject.never(
                "Hash=00;Cert=\"" + PEM + "\";Subject=\"CN=a\"",
                bytes ->
                    isSubmitted(
                        Map.of("x-forwarded-client-cert", new String(bytes, ISO_8859_1)), ""))),
        Arguments.of(
            "a certificate",
            HostileSubject.never(
                PEM, bytes -> isSubmitted(Map.of(), new String(bytes, ISO_8859_1)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void throwsNothingElse(String name, HostileSubject subject) {
    subject.readAll();
  }
}
