package io.github.quotary.evidence.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import io.github.quotary.policy.QuotePolicy;
import java.util.Set;

/** Tells a policy of quotes from that of a domain, where one was given for the other. */
public final class PolicyKind {
  /** Members that a domain's policy has and a quote's has not. */
  private static final Set<String> OF_DOMAIN =
      Set.of(
          "composeFiles",
          "composeHashes",
          "appIds",
          "osImages",
          "keyProviders",
          "quote",
          "issuers",
          "acmeAccounts",
          "caaIssuers",
          "ctLogs",
          "caaLockedSince",
          "mrConfigDocuments",
          "required");

  private PolicyKind() {}

  /** What to add to the error about a policy of quotes; empty unless it is a domain's. */
  static String hintForQuote(byte[] json) {
    try {
      JsonNode root = JsonInput.tree(json);
      return OF_DOMAIN.stream().anyMatch(root::has)
          ? "; this is a domain's policy, for 'quotary domain': a quote's policy is its member"
              + " 'quote'"
          : "";
    } catch (JsonInputException e) {
      return "";
    }
  }

  /** What to add to the error about a domain's policy; empty unless it is one of quotes. */
  public static String hintForDomain(byte[] json) {
    try {
      QuotePolicy.fromJson(json);
      return "; this is a policy of quotes, for 'quotary verify': in a domain's policy it is the"
          + " member 'quote'";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
