package io.github.quotary.service.dstack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.fault.HostileSubject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a request says, it is read or refused. */
@Timeout(300)
class HostileRequestTest {
  private static final HostileSubject SUBJECT =
      new HostileSubject(
          "{\"quote\":\"0400\",\"event_log\":\"[]\",\"vm_config\":\"{}\",\"attestation\":null}",
          VerifyRequest.Refused.class,
          bytes -> VerifyRequest.read(bytes) != null);

  @Test
  void throwsNothingElse() {
    assertTrue(SUBJECT.readsItsOwn());
    SUBJECT.readAll();
  }

  @Test
  void isUtf8Alone() {
    SUBJECT.refusesOtherEncodings();
  }
}
