package io.github.quotary.policy;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdAttribute;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.XfamFeature;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The two sets of attributes of a TD report, and the names of their bits. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
enum AttributeSet {
  TD_ATTRIBUTES(
      Rule.TD_ATTRIBUTES,
      0,
      TdReport::tdAttributeBits,
      TdReport::tdAttributes,
      bit -> TdAttribute.ofBit(bit).map(Enum::name)),
  XFAM(
      Rule.XFAM,
      XfamFeature.X87.mask() | XfamFeature.SSE.mask(),
      TdReport::xfamBits,
      TdReport::xfam,
      bit -> XfamFeature.ofBit(bit).map(Enum::name));

  private final Rule rule;
  private final long alwaysSet;
  private final ToLongFunction<TdReport> bits;
  private final Function<TdReport, Measurement> bytes;
  private final IntFunction<Optional<String>> names;

  AttributeSet(
      Rule rule,
      long alwaysSet,
      ToLongFunction<TdReport> bits,
      Function<TdReport, Measurement> bytes,
      IntFunction<Optional<String>> names) {
    this.rule = rule;
    this.alwaysSet = alwaysSet;
    this.bits = bits;
    this.bytes = bytes;
    this.names = names;
  }

  Rule rule() {
    return rule;
  }

  /**
   * Bits that every TDX module demands of every TD (Intel TDX Module Base Architecture
   * Specification, TD_PARAMS.XFAM: bits 0 and 1).
   */
  long alwaysSet() {
    return alwaysSet;
  }

  /** Bits that have no name: the TDX module starts no TD with one of them. */
  long reserved() {
    long set = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      set |= name(bit).isPresent() ? 0 : 1L << bit;
    }
    return set;
  }

  long bits(TdReport report) {
    return bits.applyAsLong(report);
  }

  Measurement bytes(TdReport report) {
    return bytes.apply(report);
  }

  /** Intel's name of a bit, if it has one. */
  Optional<String> name(int bit) {
    return names.apply(bit);
  }

  /** Name of a bit: Intel's, or {@code reserved bit n}. */
  String nameOf(int bit) {
    return name(bit).orElse("reserved bit " + bit);
  }

  /** The bit of this name. */
  OptionalInt bitOf(String name) {
    return IntStream.range(0, Long.SIZE)
        .filter(bit -> name(bit).filter(name::equals).isPresent())
        .findFirst();
  }

  /** Intel's names, in the order of the bits. */
  List<String> knownNames() {
    return IntStream.range(0, Long.SIZE).mapToObj(this::name).flatMap(Optional::stream).toList();
  }

  /** Names of the bits of a set, in their order. */
  List<String> namesOf(long set) {
    return IntStream.range(0, Long.SIZE)
        .filter(bit -> (set & (1L << bit)) != 0)
        .mapToObj(this::nameOf)
        .toList();
  }
}
