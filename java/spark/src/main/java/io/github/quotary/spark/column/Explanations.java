package io.github.quotary.spark.column;

import io.github.quotary.tcb.SvnNeed;
import io.github.quotary.tcb.TcbExplanation;
import io.github.quotary.tcb.TcbTarget;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** What a platform lacks, as the struct {@code explanation}. */
final class Explanations {
  private Explanations() {}

  /** Null where nothing falls short. */
  static @Nullable Row of(Optional<TcbExplanation> explanation, Times times) {
    if (explanation.isEmpty() || explanation.get().shortfalls().isEmpty()) {
      return null;
    }
    TcbExplanation lacks = explanation.get();
    return RowFactory.create(
        shortfalls(lacks),
        lacks.nextBetter().map(target -> of(target, times)).orElse(null),
        lacks.upToDate().map(target -> of(target, times)).orElse(null));
  }

  static String[] shortfalls(TcbExplanation explanation) {
    return explanation.shortfalls().stream().map(Object::toString).toArray(String[]::new);
  }

  private static Row of(TcbTarget target, Times times) {
    return RowFactory.create(
        target.status().intelName(),
        times.of(target.tcbDate()),
        target.needs().stream().map(Explanations::of).toArray(Row[]::new),
        strings(target.resolvedAdvisoryIds()));
  }

  private static Row of(SvnNeed need) {
    int index = need.component().index();
    return RowFactory.create(
        need.component().toString(),
        need.component().kind().name(),
        index > 0 ? index : null,
        need.has(),
        need.needs(),
        need.remedy().name());
  }

  static String[] strings(List<String> values) {
    return values.toArray(new String[0]);
  }
}
