package io.github.quotary.verify.mutation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What a value of Intel's documents is, what else it may be, and what it may not. */
enum JsonKind {
  OBJECT("[]", "\"\"", "null", "1"),
  ARRAY("{}", "\"\"", "null", "1"),
  WORD("{}", "[]", "null", "true", "17"),
  HEX("{}", "null", "17", "\"\"", "\"0\"", "\"0g\""),
  DATE(
      "{}",
      "null",
      "1767225600",
      "\"\"",
      "\"2026-06-01\"",
      "\"2026-06-01T00:00:00\"",
      "\"2026-06-01T00:00:00.0Z\"",
      "\"2026-06-01T00:00:00+00:00\"",
      "\"2026-02-30T00:00:00Z\"",
      "\"2026-06-01T24:00:00Z\"",
      "\"2026-06-01T00:00:60Z\""),
  UINT("{}", "null", "true", "\"1\"", "-1", "1.0", "1e1", "4294967296"),
  SVN("{}", "null", "true", "\"1\"", "-1", "1.0", "1e1", "256", "4294967296"),
  MODULE_SVN("{}", "null", "true", "\"1\"", "-1", "1.0", "1e1", "65536"),
  TCB_STATUS("{}", "null", "17", "\"\"", "\"uptodate\"", "\"Fine\"", "\"TDRelaunchAdvised\""),
  QE_STATUS("{}", "null", "17", "\"\"", "\"uptodate\"", "\"SWHardeningNeeded\""),
  MODULE_STATUS("{}", "null", "17");

  private static final List<String> QE_STATUSES = List.of("UpToDate", "OutOfDate", "Revoked");
  private static final List<String> TCB_STATUSES =
      List.of(
          "UpToDate",
          "SWHardeningNeeded",
          "ConfigurationNeeded",
          "ConfigurationAndSWHardeningNeeded",
          "OutOfDate",
          "OutOfDateConfigurationNeeded",
          "Revoked");
  private static final List<String> SPECIAL_WORDS =
      List.of("SGX", "TDX", "QE", "QVE", "TD_QE", "TDX_01", "TDX_03", "tdx_01", "");

  private final List<String> malformed;

  JsonKind(String... malformed) {
    this.malformed = List.of(malformed);
  }

  /** JSON texts that no value of the kind is. */
  List<String> malformed() {
    return malformed;
  }

  /** Whether there are other values of the kind that stand alone. */
  boolean isScalar() {
    return this != OBJECT && this != ARRAY;
  }

  /** Other values of the kind, as JSON texts; from any number, so that all kinds draw alike. */
  static Arbitrary<Long> seeds() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 20),
        Arbitraries.longs().between(0, 300),
        Arbitraries.longs().between(0, Long.MAX_VALUE - 1));
  }

  /** A value of the kind that means something else than this one. */
  String other(String json, long seed) {
    String other = value(json, seed);
    return means(other).equals(means(json)) ? value(json, seed + 1) : other;
  }

  /** Hexadecimal digits mean the same in either case. */
  private String means(String json) {
    return this == HEX ? json.toLowerCase(java.util.Locale.ROOT) : json;
  }

  private String value(String json, long seed) {
    return switch (this) {
      case HEX -> hex(json, seed);
      case DATE -> quoted(date(seed));
      case UINT -> Long.toString(seed <= 300 ? seed : seed & 0xffffffffL);
      case SVN -> Long.toString(seed & 0xff);
      case MODULE_SVN -> Long.toString(seed <= 300 ? seed : seed & 0xffff);
      case TCB_STATUS -> quoted(pick(TCB_STATUSES, seed));
      case QE_STATUS -> quoted(pick(QE_STATUSES, seed));
      case MODULE_STATUS -> quoted(pick(with(TCB_STATUSES, "Fine"), seed));
      case WORD -> quoted(seed <= 20 ? pick(SPECIAL_WORDS, seed) : "word" + seed);
      case OBJECT, ARRAY -> throw new IllegalStateException(this + " is made of others");
    };
  }

  /** As many digits; one byte is another. */
  private static String hex(String json, long seed) {
    byte[] bytes = HexFormat.of().parseHex(json.substring(1, json.length() - 1));
    bytes[(int) ((seed >>> 8) % bytes.length)] ^= (byte) (seed | 1);
    return quoted(HexFormat.of().formatHex(bytes));
  }

  /** From 1970 to 2100; not the first instant of them, which Intel takes for none. */
  private static String date(long seed) {
    return Instant.ofEpochSecond(1 + Math.floorMod(seed * 12_345_678L, 4_100_000_000L)).toString();
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String pick(List<String> values, long seed) {
    return values.get((int) (seed % values.size()));
  }

  private static List<String> with(List<String> values, String more) {
    List<String> all = new ArrayList<>(values);
    all.addAll(Arrays.asList(more));
    return all;
  }
}
