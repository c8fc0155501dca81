package io.github.quotary.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Intel's numbers and names of TEE types and attributes. */
class HeaderWordsTest {
  @Test
  void teeTypes() {
    assertEquals(Optional.of(TeeType.SGX), TeeType.of(0));
    assertEquals(Optional.of(TeeType.TDX), TeeType.of(0x81));
    assertEquals(Optional.empty(), TeeType.of(0x80));
    assertEquals(Optional.empty(), TeeType.of(0xffffff81L));
    assertEquals(0x81, TeeType.TDX.value());
  }

  @Test
  void tdAttributes() {
    Map<Integer, String> names =
        Map.ofEntries(
            Map.entry(0, "DEBUG"),
            Map.entry(4, "HGS_PLUS_PROF"),
            Map.entry(5, "PERF_PROF"),
            Map.entry(6, "PMT_PROF"),
            Map.entry(16, "ICSSD"),
            Map.entry(27, "LASS"),
            Map.entry(28, "SEPT_VE_DISABLE"),
            Map.entry(29, "MIGRATABLE"),
            Map.entry(30, "PKS"),
            Map.entry(31, "KL"),
            Map.entry(62, "TPA"),
            Map.entry(63, "PERFMON"));
    IntStream.range(0, 64)
        .forEach(
            bit ->
                assertEquals(
                    names.getOrDefault(bit, "reserved bit " + bit), TdAttribute.nameOf(bit)));
    Stream.of(TdAttribute.values())
        .forEach(a -> assertEquals(a.bit(), Long.numberOfTrailingZeros(a.mask())));
  }

  @Test
  void sgxAttributes() {
    Map<Integer, String> names =
        Map.of(
            0, "INIT",
            1, "DEBUG",
            2, "MODE64BIT",
            4, "PROVISIONKEY",
            5, "EINITTOKENKEY",
            6, "CET",
            7, "KSS",
            10, "AEXNOTIFY");
    IntStream.range(0, 64)
        .forEach(
            bit ->
                assertEquals(
                    names.getOrDefault(bit, "reserved bit " + bit), SgxAttribute.nameOf(bit)));
    assertEquals(Optional.of(SgxAttribute.DEBUG), SgxAttribute.ofBit(SgxAttribute.DEBUG.bit()));
  }
}
