package io.github.quotary.domain.gateway;

import io.github.quotary.domain.dstack.ReportDataTag;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.workload.Assessment;
import io.github.quotary.domain.workload.QuoteAssessor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * The gateway's ACME account and its quote: check RD-G3.
 *
 * @param finding the finding
 * @param assessment the quote, if there is one
 */
record AccountBinding(Finding finding, Optional<Assessment> assessment) {
  /**
   * Of the account that the gateway names.
   *
   * @param allowed accounts that the policy allows; none: any that a quote is bound to
   */
  static AccountBinding of(AcmeInfo info, QuoteAssessor assessor, Set<String> allowed) {
    if (info.accountUri().isEmpty()) {
      return new AccountBinding(
          Finding.incomplete(Check.RD_G3, "acme-info names no account"), Optional.empty());
    }
    String uri = info.accountUri().get();
    KeyBinding binding =
        KeyBinding.of(
            "account_quote",
            info.accountProof(),
            ReportDataTag.ACME_ACCOUNT,
            uri.getBytes(StandardCharsets.UTF_8),
            assessor);
    return new AccountBinding(
        allowed.isEmpty() || allowed.contains(uri)
            ? bound(uri, binding)
            : Finding.fail(Check.RD_G3, "the policy does not allow the account " + uri)
                .withRefs(binding.ref()),
        binding.assessment());
  }

  private static Finding bound(String uri, KeyBinding binding) {
    return switch (binding.standing()) {
      case BOUND -> Finding.pass(Check.RD_G3, "a quote is bound to the account " + uri);
      case WRONG ->
          Finding.fail(Check.RD_G3, "no quote is bound to the account " + uri)
              .withDetail(binding.detail());
      case UNPROVEN ->
          Finding.incomplete(Check.RD_G3, "the account " + uri + " has no quote")
              .withDetail(binding.detail());
    };
  }
}
