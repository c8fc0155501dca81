package io.github.quotary.domain.caa;

import java.util.List;

/**
 * Whether an authority may issue, asked as the authority itself must (RFC 8659, section 5; RFC
 * 8657).
 *
 * @param name for which name
 * @param issuer domain name of the authority
 * @param account URI of the account that asks
 * @param method validation method, for example {@code dns-01}
 */
public record CaaQuestion(CaaName name, String issuer, String account, String method) {

  /** Whether the set permits it; an unavailable set permits nothing. */
  public boolean isPermittedBy(RelevantSet set) {
    if (!(set instanceof RelevantSet.Found found)) {
      return false;
    }
    IssueProperties properties = IssueProperties.of(found.properties(), name.isWildcard());
    List<IssueValue> values = properties.values();
    return !properties.forbidden()
        && (values.isEmpty() || values.stream().anyMatch(this::isPermittedBy));
  }

  private boolean isPermittedBy(IssueValue value) {
    return value.isSatisfiable()
        && value.isFor(issuer)
        && value.account().map(account::equals).orElse(true)
        && value.methods().map(methods -> methods.contains(method)).orElse(true);
  }
}
