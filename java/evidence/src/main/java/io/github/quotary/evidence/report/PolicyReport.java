package io.github.quotary.evidence.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.policy.QuotePolicy;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requirements of a policy in words, why no quote can ever meet them, or why a file is not a
 * valid policy.
 */
public final class PolicyReport {
  private final String title;
  private final @Nullable QuotePolicy policy;

  private PolicyReport(String title, @Nullable QuotePolicy policy) {
    this.title = title;
    this.policy = policy;
  }

  /** The report on a valid policy. */
  public static PolicyReport of(String name, QuotePolicy policy) {
    return new PolicyReport(name, policy);
  }

  /** The report on a file that is not a valid policy; the problem names the file. */
  public static PolicyReport invalid(String problem) {
    return new PolicyReport(problem, null);
  }

  /** Whether it is a valid policy that some quote may meet. */
  public boolean isUsable() {
    return policy != null && policy.contradictions().isEmpty();
  }

  /** As text. */
  public String text() {
    return Optional.ofNullable(policy).map(this::text).orElseGet(() -> "INVALID: " + title + "\n");
  }

  private String text(QuotePolicy valid) {
    StringBuilder text = new StringBuilder();
    if (isUsable()) {
      text.append("VALID: ").append(title).append('\n');
    } else {
      text.append("NEVER TRUE: ").append(title).append(": no quote can meet this policy\n");
      valid.contradictions().forEach(reason -> text.append("  ").append(reason).append('\n'));
    }
    text.append('\n');
    valid
        .expectations()
        .forEach(
            (rule, expected) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "  %-26s %s%s\n",
                        rule,
                        expected,
                        valid.stated().contains(rule) ? "" : " (strict default)")));
    text.append("\nNot checked: ")
        .append(valid.waived().isEmpty() ? "nothing" : String.join(", ", valid.waived()))
        .append('\n');
    return text.toString();
  }

  /** As JSON. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("valid", policy != null);
    Optional.ofNullable(policy)
        .ifPresentOrElse(valid -> addTo(json, valid), () -> json.put("error", title));
    return json;
  }

  private static void addTo(ObjectNode json, QuotePolicy policy) {
    ObjectNode expectations = json.putObject("expectations");
    policy.expectations().forEach(expectations::put);
    var stated = json.putArray("stated");
    policy.expectations().keySet().stream().filter(policy.stated()::contains).forEach(stated::add);
    var waived = json.putArray("waived");
    policy.waived().forEach(waived::add);
    var contradictions = json.putArray("contradictions");
    policy.contradictions().forEach(contradictions::add);
  }
}
