package io.github.quotary.domain.caa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far CAA prevents others from getting certificates for a name. CAA binds authorities when they
 * issue, not clients, and only those that look.
 *
 * @param state the class
 * @param accounts accounts that may ask, of those that were expected and of others
 * @param warnings what a reader should know: values that cannot be parsed, parameters that only the
 *     authority understands
 */
public record CaaLock(State state, Set<String> accounts, List<String> warnings) {
  private static final Set<State> HARMLESS =
      Set.of(State.ACCOUNT_LOCKED, State.NOBODY, State.MALFORMED);

  /** Classes of locks, from worst to best. */
  public enum State {
    /** The DNS lookup failed; nothing is known. */
    LOOKUP_FAILED,
    /** Any authority may issue. */
    UNRESTRICTED,
    /** An unexpected authority may issue. */
    OTHER_ISSUERS,
    /** Only expected authorities, but any account with them. */
    ISSUER_ONLY,
    /** Only expected authorities and named accounts, but at least one account is unexpected. */
    WRONG_ACCOUNT,
    /** No authority may issue, since no value can be parsed. */
    MALFORMED,
    /** No authority may issue. */
    NOBODY,
    /** Only expected accounts with expected authorities. */
    ACCOUNT_LOCKED;

    /** The state in a sentence. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Copies the lists. */
  public CaaLock {
    accounts = Set.copyOf(accounts);
    warnings = List.copyOf(warnings);
  }

  /**
   * Judges the set of a name. Every value must be harmless: it authorises no one, or an expected
   * account with an expected authority.
   *
   * @param isWildcard whether certificates for a wildcard are meant
   * @param issuers domain names of the expected authorities
   * @param expected URIs of the expected accounts, compared byte by byte (RFC 8657, section 3)
   */
  public static CaaLock of(
      RelevantSet set, boolean isWildcard, Set<String> issuers, Set<String> expected) {
    if (set instanceof RelevantSet.Unknown unknown) {
      return new CaaLock(
          State.LOOKUP_FAILED, Set.of(), List.of(unknown.level() + ": " + unknown.cause()));
    }
    RelevantSet.Found found = (RelevantSet.Found) set;
    IssueProperties properties = IssueProperties.of(found.properties(), isWildcard);
    Set<String> accounts = new TreeSet<>();
    List<String> warnings = new ArrayList<>();
    for (IssueValue value : properties.values()) {
      warn(value, warnings);
      if (value.isSatisfiable()) {
        value.account().ifPresent(accounts::add);
      }
    }
    State state = state(properties.values(), issuers, expected);
    if (properties.forbidden()) {
      warnings.add(
          "an unknown critical property forbids issuance; an authority that learns to understand it"
              + " would follow the other properties");
      state = HARMLESS.contains(state) ? State.NOBODY : state;
    }
    return new CaaLock(state, accounts, warnings);
  }

  /** Whether only the expected accounts can get a certificate. */
  public boolean isLocked() {
    return state == State.ACCOUNT_LOCKED;
  }

  private static State state(List<IssueValue> values, Set<String> issuers, Set<String> expected) {
    if (values.isEmpty()) {
      return State.UNRESTRICTED;
    }
    List<IssueValue> open = values.stream().filter(IssueValue::isSatisfiable).toList();
    if (open.isEmpty()) {
      return values.stream().allMatch(IssueValue::isWellFormed) ? State.NOBODY : State.MALFORMED;
    }
    if (!open.stream().allMatch(value -> issuers.stream().anyMatch(value::isFor))) {
      return State.OTHER_ISSUERS;
    }
    if (!open.stream().allMatch(value -> value.account().isPresent())) {
      return State.ISSUER_ONLY;
    }
    return open.stream().allMatch(value -> expected.contains(value.account().orElseThrow()))
        ? State.ACCOUNT_LOCKED
        : State.WRONG_ACCOUNT;
  }

  private static void warn(IssueValue value, List<String> warnings) {
    if (!value.isWellFormed()) {
      warnings.add("this value is malformed and authorises no one: " + value.text());
    }
    for (String parameter : value.unknownParameters()) {
      warnings.add("only the authority knows the meaning of parameter " + parameter);
    }
  }
}
