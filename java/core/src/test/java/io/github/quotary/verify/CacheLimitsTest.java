package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheLimitsTest {
  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 0",
    "1, -1, 0, 0",
    "1, 0, -1, 0",
    "1, 0, 0, -1",
    "0, 1, 0, 0",
    "0, 0, 1, 0"
  })
  void whatCannotBeIsRefused(int collaterals, int chains, int platforms, long bytes) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new CacheLimits(collaterals, chains, platforms, bytes));
  }

  @Test
  void nothingIsAllowedToBeCached() {
    assertEquals(CacheLimits.none(), new CacheLimits(0, 0, 0, 0));
    assertEquals(0, new CacheLimits(1, 0, 0, 0).chains());
  }
}
