package io.github.quotary.spark.column;

import io.github.quotary.tcb.SvnNeed;
import io.github.quotary.tcb.TcbExplanation;
import io.github.quotary.tcb.TcbTarget;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a platform lacks, as the struct {@code explanation}. */
final class Explanations {
  private Explanations() {}

  /** Null where nothing falls short. */
  static @Nullable Object of(Optional<TcbExplanation> explanation, ValueForm form) {
    if (explanation.isEmpty() || explanation.get().shortfalls().isEmpty()) {
      return null;
    }
    TcbExplanation lacks = explanation.get();
    return form.struct(
        shortfalls(lacks, form),
        lacks.nextBetter().map(target -> of(target, form)).orElse(null),
        lacks.upToDate().map(target -> of(target, form)).orElse(null));
  }

  static Object shortfalls(TcbExplanation explanation, ValueForm form) {
    return form.array(
        explanation.shortfalls().stream().map(each -> form.text(each.toString())).toArray());
  }

  private static Object of(TcbTarget target, ValueForm form) {
    return form.struct(
        form.text(target.status().intelName()),
        form.time(target.tcbDate()),
        form.array(target.needs().stream().map(need -> of(need, form)).toArray()),
        texts(target.resolvedAdvisoryIds(), form));
  }

  private static Object of(SvnNeed need, ValueForm form) {
    int index = need.component().index();
    return form.struct(
        form.text(need.component().toString()),
        form.text(need.component().kind().name()),
        index > 0 ? index : null,
        need.has(),
        need.needs(),
        form.text(need.remedy().name()));
  }

  static Object texts(List<String> values, ValueForm form) {
    return form.array(values.stream().map(form::text).toArray());
  }
}
