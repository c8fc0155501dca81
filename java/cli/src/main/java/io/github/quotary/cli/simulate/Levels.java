package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.SvnLevelSpec;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lists in signed documents: which of their elements stay, and in what order. */
final class Levels {
  private static final int MOST = 999;

  private Levels() {}

  /** A list that is chosen again from its elements. */
  static <E> Setting choice(String path, Lens<List<E>> list) {
    Value<List<Integer>> value = Value.listOf(Value.number(0, MOST));
    return new Setting(
        path,
        "numbers from 0 with commas between",
        "which elements there are, in what order",
        false,
        (scenario, indexes) ->
            IntStream.range(0, list.get(scenario, indexes).size())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",")),
        (scenario, indexes, text) -> {
          List<Integer> chosen = value.parse(text);
          return list.change(scenario, indexes, all -> choose(all, chosen));
        });
  }

  private static <E> List<E> choose(List<E> all, List<Integer> chosen) {
    for (int index : chosen) {
      if (index >= all.size()) {
        throw new IllegalArgumentException(
            "there is no number " + index + " of " + all.size() + ", counted from 0");
      }
    }
    return chosen.stream().map(all::get).toList();
  }

  /** The values of a level that is found by one ISVSVN. */
  static List<Setting> svnLevel(String prefix, Lens<SvnLevelSpec> level) {
    return new Fields<>(prefix, level)
        .add(
            "isvSvn",
            Value.number(0, 0xffff),
            SvnLevelSpec::isvSvn,
            SvnLevelSpec::withIsvSvn,
            "lowest ISVSVN")
        .add("tcbDate", Value.instant(), SvnLevelSpec::date, SvnLevelSpec::withDate, "its date")
        .add(
            "tcbStatus",
            Value.text(),
            SvnLevelSpec::status,
            SvnLevelSpec::withStatus,
            "UpToDate, OutOfDate, Revoked, or any text")
        .add(
            "advisoryIDs",
            Value.listOf(Value.text()),
            SvnLevelSpec::advisories,
            SvnLevelSpec::withAdvisories,
            "left out when empty")
        .list();
  }
}
