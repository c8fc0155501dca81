package io.github.quotary.tcb;

import static io.github.quotary.status.TcbStatus.OUT_OF_DATE;
import static io.github.quotary.status.TcbStatus.REVOKED;
import static io.github.quotary.status.TcbStatus.UP_TO_DATE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.status.TcbStatus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole of Intel's table: every platform status with every module and QE status. */
class ConvergenceTest {
  private static final List<TcbStatus> COMPONENTS = List.of(UP_TO_DATE, OUT_OF_DATE, REVOKED);

  /** A row of Intel's table. */
  private enum Row {
    UP_TO_DATE("UP_TO_DATE", "OUT_OF_DATE"),
    SW_HARDENING_NEEDED("SW_HARDENING_NEEDED", "OUT_OF_DATE"),
    CONFIGURATION_NEEDED("CONFIGURATION_NEEDED", "OUT_OF_DATE_CONFIGURATION_NEEDED"),
    CONFIGURATION_AND_SW_HARDENING_NEEDED(
        "CONFIGURATION_AND_SW_HARDENING_NEEDED", "OUT_OF_DATE_CONFIGURATION_NEEDED"),
    OUT_OF_DATE("OUT_OF_DATE", "OUT_OF_DATE"),
    OUT_OF_DATE_CONFIGURATION_NEEDED(
        "OUT_OF_DATE_CONFIGURATION_NEEDED", "OUT_OF_DATE_CONFIGURATION_NEEDED"),
    REVOKED("TCB_REVOKED", "TCB_REVOKED");

    private final String allUpToDate;
    private final String someOutOfDate;

    Row(String allUpToDate, String someOutOfDate) {
      this.allUpToDate = allUpToDate;
      this.someOutOfDate = someOutOfDate;
    }

    String with(List<TcbStatus> components) {
      if (components.contains(TcbStatus.REVOKED)) {
        return "TCB_REVOKED";
      }
      return components.contains(TcbStatus.OUT_OF_DATE) ? someOutOfDate : allUpToDate;
    }
  }

  static Stream<Arguments> cells() {
    return Stream.of(QvlGeneration.values())
        .flatMap(
            generation ->
                Stream.of(Row.values())
                    .flatMap(
                        row ->
                            COMPONENTS.stream()
                                .flatMap(
                                    module ->
                                        COMPONENTS.stream()
                                            .map(
                                                qe -> Arguments.of(generation, row, module, qe)))));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void platformModuleAndQe(QvlGeneration generation, Row row, TcbStatus module, TcbStatus qe) {
    TcbStatus platform = TcbStatus.valueOf(row.name());
    assertEquals(
        row.with(List.of(module, qe)), Levelled.tdx(platform, module, qe).verdict(generation));
  }

  static Stream<Arguments> sgxCells() {
    return Stream.of(QvlGeneration.values())
        .flatMap(
            generation ->
                Stream.of(Row.values())
                    .flatMap(
                        row -> COMPONENTS.stream().map(qe -> Arguments.of(generation, row, qe))));
  }

  @ParameterizedTest
  @MethodSource("sgxCells")
  void platformAndQe(QvlGeneration generation, Row row, TcbStatus qe) {
    Levelled sgx = Levelled.sgx(TcbStatus.valueOf(row.name())).withQe(Levelled.qe(5, qe));
    assertEquals(row.with(List.of(qe)), sgx.verdict(generation));
  }

  @ParameterizedTest
  @CsvSource({
    "REVOKED, UP_TO_DATE, UP_TO_DATE, The platform's TCB level",
    "UP_TO_DATE, REVOKED, UP_TO_DATE, The TDX module's TCB level with SVN 5",
    "UP_TO_DATE, UP_TO_DATE, REVOKED, The quoting enclave's TCB level with SVN 5"
  })
  void theRevokedPartIsNamed(TcbStatus platform, TcbStatus module, TcbStatus qe, String part) {
    for (QvlGeneration generation : QvlGeneration.values()) {
      String detail =
          Levelled.tdx(platform, module, qe).evaluate(generation).rejectionOrNull().detail();
      assertEquals(part, detail.substring(0, part.length()), generation.version());
    }
  }
}
