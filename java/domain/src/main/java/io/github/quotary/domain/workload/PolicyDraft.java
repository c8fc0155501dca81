package io.github.quotary.domain.workload;

import io.github.quotary.domain.report.DomainReport;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy drafted from what a domain showed: it accepts that, and nothing else. It is trust on
 * first use until somebody compares its values with what the operator publishes.
 */
public sealed interface PolicyDraft {
  /**
   * The policy.
   *
   * @param json its JSON form, with a line feed at the end
   * @param origins for each value, by its JSON pointer, where it is from and what to compare it
   *     with
   */
  record Written(String json, Map<String, String> origins) implements PolicyDraft {
    /** Copies the map. */
    public Written {
      origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
    }
  }

  /**
   * No policy.
   *
   * @param reasons why, a sentence each; may contain untrusted text
   */
  record Refused(List<String> reasons) implements PolicyDraft {
    /** Copies the list. */
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Drafts a policy.
   *
   * @param report a report on the evidence under the empty policy
   * @param quotes the quotes in the same evidence
   */
  static PolicyDraft of(DomainReport report, List<ByteBuffer> quotes) {
    List<String> reasons = PolicyDraftWriter.objections(report);
    return reasons.isEmpty() ? new PolicyDraftWriter(report).write(quotes) : new Refused(reasons);
  }
}
