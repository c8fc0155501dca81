package io.github.quotary.domain.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.verification.Form;
import java.util.Optional;
import java.util.Set;

/**
 * The ACME account that a custom domain declares: check ACCT-1.
 *
 * @param uri the account's URI, if the document names one
 * @param finding the finding
 * @param form the form of the document
 */
record AccountCheck(Optional<String> uri, Finding finding, Form form) {
  /** Without a document; {@code absence} says why there is none. */
  static AccountCheck withoutDocument(String absence) {
    return new AccountCheck(
        Optional.empty(),
        Finding.incomplete(Check.ACCT_1, "no account document is available").withDetail(absence),
        Form.nothing());
  }

  /**
   * Of a document.
   *
   * @param isCovered whether the manifest covers it; if not, the check can fail, but not pass
   * @param allowed accounts that the policy allows; none: those of known production services
   */
  static AccountCheck of(RawBytes json, boolean isCovered, Set<String> allowed) {
    Reading<ObjectNode> root = StrictJson.read(json.toByteArray());
    Form form = Form.problem(EvidencePaths.ACCOUNT, root.problem());
    return root.then(object -> AccountDocument.of(json, object))
        .fold(
            document -> {
              Finding finding = account(document, allowed);
              return new AccountCheck(
                  Optional.of(document.uri()),
                  isCovered || finding.outcome() != CheckOutcome.PASS
                      ? finding
                      : Finding.skipped(Check.ACCT_1, "the manifest does not cover the document"),
                  form);
            },
            malformed ->
                new AccountCheck(
                    Optional.empty(), Finding.fail(Check.ACCT_1, malformed.fault()), form));
  }

  private static Finding account(AccountDocument document, Set<String> allowed) {
    String uri = document.uri();
    if (document.disclosesKey()) {
      return Finding.fail(Check.ACCT_1, "the document exposes a private key");
    } else if (allowed.isEmpty()) {
      return document.isProduction()
          ? Finding.pass(Check.ACCT_1, "declared account " + uri)
          : Finding.fail(
              Check.ACCT_1,
              uri + " is not an account of a known production service; the policy can allow it");
    }
    return allowed.contains(uri)
        ? Finding.pass(Check.ACCT_1, "the policy allows the declared account " + uri)
        : Finding.fail(Check.ACCT_1, "the policy does not allow the account " + uri);
  }
}
