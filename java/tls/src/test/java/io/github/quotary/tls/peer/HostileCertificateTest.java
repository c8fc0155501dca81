package io.github.quotary.tls.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.fault.HostileSubject;
import io.github.quotary.simulator.fault.HostileTexts;
import io.github.quotary.tls.laboratory.SimulatedTd;
import io.github.quotary.tls.laboratory.TestCertificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a peer puts into the evidence of its certificate, it is refused and nothing thrown. */
@Timeout(300)
class HostileCertificateTest {
  private static final SimulatedTd TD = SimulatedTd.sound();

  private static PeerVerdict judge(TestCertificate certificate) {
    return new PeerJudge(
            TD.verifier(), Clock.fixed(SimulatedTd.AT, ZoneOffset.UTC), PeerLimits.standard())
        .judge(
            new java.security.cert.X509Certificate[] {certificate.certificate()}, PeerRole.SERVER);
  }

  private static boolean isRefused(PeerVerdict verdict) {
    return verdict.fault().filter(fault -> !fault.message().isBlank()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.840.113741.1337.6",
        "1.3.6.1.4.1.62397.1.8",
        "2.23.133.5.4.9",
        "1.2.840.113741.1.13.1"
      })
  void refusesWhateverItIs(String oid) {
    String valid = "{\"quote\":\"0400\",\"event_log\":\"[]\"}";
    HostileSubject plain =
        HostileSubject.never(
            valid, bytes -> !isRefused(judge(TestCertificate.create().with(oid, bytes))));
    HostileSubject wrapped =
        HostileSubject.never(
            valid, bytes -> !isRefused(judge(TestCertificate.create().withOctets(oid, bytes))));
    for (HostileSubject subject : new HostileSubject[] {plain, wrapped}) {
      subject.refusesOtherEncodings();
      for (Map.Entry<String, byte[]> text : HostileTexts.contents(valid).entrySet()) {
        assertTrue(!subject.reads(text.getKey(), text.getValue()), text.getKey());
      }
    }
  }
}
