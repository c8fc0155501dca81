package io.github.quotary.policy;

import io.github.quotary.quote.TeeType;
import io.github.quotary.status.TcbStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Why no quote can ever meet a policy; only what is certain. */
final class Contradictions {
  /** What only an evaluation of a TD report 1.5 gives. */
  private static final Set<TcbStatus> TDX_ONLY =
      EnumSet.of(TcbStatus.TD_RELAUNCH_ADVISED, TcbStatus.TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED);

  private final Map<Rule, Demand> stated;

  private Contradictions(Map<Rule, Demand> stated) {
    this.stated = stated;
  }

  /** Of what a policy states; the strict default contradicts nothing. */
  static List<String> of(Map<Rule, Demand> stated) {
    Contradictions policy = new Contradictions(stated);
    List<String> texts = new ArrayList<>();
    stated.values().forEach(demand -> texts.addAll(demand.contradictions()));
    policy.addKinds(texts);
    policy.addStatuses(texts);
    return List.copyOf(texts);
  }

  private void addKinds(List<String> texts) {
    List<String> tdx = rulesThatExclude(TeeType.SGX);
    List<String> sgx = rulesThatExclude(TeeType.TDX);
    if (!tdx.isEmpty() && !sgx.isEmpty()) {
      texts.add(only(tdx, TeeType.TDX) + "; " + only(sgx, TeeType.SGX));
    }
  }

  private static String only(List<String> rules, TeeType tee) {
    return "only " + tee + " quotes can meet " + String.join(", ", rules);
  }

  private void addStatuses(List<String> texts) {
    if (stated.get(Rule.TCB_STATUS) instanceof TcbStatusDemand demand
        && TDX_ONLY.containsAll(demand.accepted())
        && !rulesThatExclude(TeeType.TDX).isEmpty()) {
      texts.add(
          "tcbStatus accepts "
              + demand.expected()
              + ", which no SGX quote has; "
              + only(rulesThatExclude(TeeType.TDX), TeeType.SGX));
    }
  }

  private List<String> rulesThatExclude(TeeType tee) {
    return stated.entrySet().stream()
        .filter(entry -> !entry.getValue().canBeMetBy(tee))
        .map(entry -> name(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String name(Rule rule, Demand demand) {
    return demand instanceof TeeDemand tee ? rule.member() + " " + tee.expected() : rule.member();
  }
}
