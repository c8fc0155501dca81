package io.github.quotary.domain.caa;

import java.util.List;

/**
 * The properties of a set that decide about one kind of name.
 *
 * @param forbidden whether an unknown critical property forbids all issuance
 * @param values values of the kind's properties; none leaves issuance to anybody
 */
record IssueProperties(boolean forbidden, List<IssueValue> values) {

  /** For a wildcard {@code issuewild} counts if there is one, else {@code issue}. */
  static IssueProperties of(List<CaaProperty> properties, boolean isWildcard) {
    List<IssueValue> wild = values(properties, CaaProperty.ISSUE_WILD);
    return new IssueProperties(
        properties.stream().anyMatch(CaaProperty::isCriticalUnknown),
        isWildcard && !wild.isEmpty() ? wild : values(properties, CaaProperty.ISSUE));
  }

  private static List<IssueValue> values(List<CaaProperty> properties, String tag) {
    return properties.stream()
        .filter(property -> property.hasTag(tag))
        .map(property -> IssueValue.parse(property.value()))
        .toList();
  }
}
