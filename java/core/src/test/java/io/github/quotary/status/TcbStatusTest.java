package io.github.quotary.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcbStatusTest {
  @Test
  void theNineAreIntels() {
    assertEquals(
        List.of(
            "UpToDate",
            "SWHardeningNeeded",
            "ConfigurationNeeded",
            "ConfigurationAndSWHardeningNeeded",
            "OutOfDate",
            "OutOfDateConfigurationNeeded",
            "Revoked",
            "TDRelaunchAdvised",
            "TDRelaunchAdvisedConfigurationNeeded"),
        Stream.of(TcbStatus.values()).map(TcbStatus::intelName).toList());
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsName(TcbStatus status) {
    assertEquals(Optional.of(status), TcbStatus.fromIntelName(status.intelName()));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "uptodate", "UP_TO_DATE", "UpToDate ", "Unrecognized"})
  void isNotFoundByAnother(String name) {
    assertEquals(Optional.empty(), TcbStatus.fromIntelName(name));
  }

  @ParameterizedTest
  @EnumSource
  void isOutOfDateOrAsksForConfigurationByItsName(TcbStatus status) {
    boolean advice = status.name().startsWith("TD_");
    assertEquals(status.name().startsWith("OUT_OF_DATE"), status.isOutOfDate());
    assertEquals(!advice && status.name().contains("CONFIGURATION"), status.needsConfiguration());
  }

  /** What no update mends is advised in words; what needs nothing else has none. */
  @ParameterizedTest
  @EnumSource
  void advisesWhatItsNameAsksFor(TcbStatus status) {
    assertEquals(status.name().startsWith("TD_"), status.advice().contains("relaunch"));
    assertEquals(
        status.name().contains("CONFIGURATION"), status.advice().contains("configuration"));
    assertEquals(status.name().contains("HARDENING"), status.advice().contains("harden"));
  }
}
