package io.github.quotary.tcb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Why a platform has the status that it has, as data: what falls short of the next better status
 * and of UpToDate, and what would fix it. Immutable.
 *
 * @param nextBetterOrNull the better status that needs the least, if raising SVNs can give one
 * @param upToDateOrNull UpToDate, if raising SVNs can give it
 */
public record TcbExplanation(
    @Nullable TcbTarget nextBetterOrNull, @Nullable TcbTarget upToDateOrNull) {

  /**
   * The explanation of an evaluation. Evaluates the platform with many SVNs: not for a hot path.
   */
  public static TcbExplanation of(TcbQuestion question) {
    return new TcbExplainer(question).explain();
  }

  /** The better status that needs the least, if raising SVNs can give one. */
  public Optional<TcbTarget> nextBetter() {
    return Optional.ofNullable(nextBetterOrNull);
  }

  /** UpToDate, if the platform is not and raising SVNs can give it. */
  public Optional<TcbTarget> upToDate() {
    return Optional.ofNullable(upToDateOrNull);
  }

  /** Every component that falls short of either target. */
  public List<TcbShortfall> shortfalls() {
    Map<SvnComponent, SvnNeed> next = needs(nextBetterOrNull);
    Map<SvnComponent, SvnNeed> last = needs(upToDateOrNull);
    Map<SvnComponent, SvnNeed> all = new LinkedHashMap<>(last);
    next.forEach(all::putIfAbsent);
    List<TcbShortfall> shortfalls = new ArrayList<>();
    all.forEach(
        (component, need) ->
            shortfalls.add(
                new TcbShortfall(
                    component,
                    need.has(),
                    svn(next.get(component)),
                    svn(last.get(component)),
                    need.remedy())));
    return List.copyOf(shortfalls);
  }

  private static Map<SvnComponent, SvnNeed> needs(@Nullable TcbTarget target) {
    Map<SvnComponent, SvnNeed> needs = new LinkedHashMap<>();
    if (target != null) {
      target.needs().forEach(need -> needs.put(need.component(), need));
    }
    return needs;
  }

  private static OptionalLong svn(@Nullable SvnNeed need) {
    return need == null ? OptionalLong.empty() : OptionalLong.of(need.needs());
  }
}
