package io.github.quotary.service.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.fault.HostileSubject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a file of settings says, it is read, or a SettingsException says why not. */
@Timeout(300)
class HostileSettingsTest {
  private static final HostileSubject SUBJECT =
      new HostileSubject(
          "{\"listen\":\"127.0.0.1:8080\",\"limits\":{\"bodyBytes\":2048},\"$schema\":\"x\"}",
          SettingsException.class,
          bytes -> SettingsReader.read(bytes, Path.of("/nonexistent")) != null);

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
