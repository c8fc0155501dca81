package io.github.quotary.domain.witness;

import io.github.quotary.domain.caa.CaaLock;
import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.caa.CaaSearch;
import io.github.quotary.domain.caa.RelevantSet;
import io.github.quotary.domain.dns.DnsSecurity;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.report.CaaStatement;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.xbill.DNS.Name;

/** CAA-1 to CAA-4: whether CAA locks the names to accounts that are proven or allowed. */
final class CaaChecks {
  private final ProtectedNames names;
  private final Set<String> issuers;
  private final Set<String> accounts;
  private final List<Answer> own;
  private final List<Answer> below;
  private final List<Answer> above;

  /**
   * The checks.
   *
   * @param issuers authorities that may issue
   * @param accounts accounts that are proven by the evidence or allowed by the policy
   */
  CaaChecks(DnsSource dns, ProtectedNames names, Set<String> issuers, Set<String> accounts) {
    this.names = names;
    this.issuers = issuers;
    this.accounts = accounts;
    CaaSearch search = new CaaSearch(dns);
    this.own = names.own().stream().map(name -> answer(search, name)).toList();
    this.below = names.below().stream().map(name -> answer(search, name)).toList();
    this.above = names.above().stream().map(name -> answer(search, name)).toList();
  }

  private Answer answer(CaaSearch search, CaaName name) {
    RelevantSet set = search.find(name);
    return new Answer(name, set, CaaLock.of(set, name.isWildcard(), issuers, accounts));
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    own.forEach(answer -> findings.add(withWildcards(lock(Check.CAA_1, answer))));
    below.forEach(answer -> findings.add(lock(Check.CAA_2, answer)));
    if (names.below().isEmpty()) {
      findings.add(
          Finding.notApplicable(
              Check.CAA_2, "the served certificate is not a wildcard certificate"));
    }
    findings.add(accounts());
    all().forEach(answer -> findings.add(security(answer)));
    return findings;
  }

  List<CaaStatement> statements() {
    return all().stream().map(Answer::statement).toList();
  }

  private List<Answer> all() {
    List<Answer> all = new ArrayList<>(own);
    all.addAll(below);
    return all;
  }

  /**
   * Notes where a wildcard certificate would cover the name, which the catalogue leaves to CT-1.
   */
  private Finding withWildcards(Finding finding) {
    Finding noted = finding;
    for (Answer answer : above) {
      if (!answer.lock().isLocked() && answer.lock().state() != CaaLock.State.NOBODY) {
        noted =
            noted.withDetail(
                "a certificate for "
                    + answer.name()
                    + " would also cover the name, and its lock is "
                    + answer.lock().state().words()
                    + "; CT-1 would reveal one");
      }
    }
    return noted;
  }

  private Finding lock(Check check, Answer answer) {
    String name = answer.name().toString();
    Finding finding =
        switch (answer.lock().state()) {
          case ACCOUNT_LOCKED ->
              Finding.pass(check, "only accepted accounts can get a certificate for " + name);
          case NOBODY -> Finding.pass(check, "no one can get a certificate for " + name);
          case LOOKUP_FAILED -> Finding.incomplete(check, "the CAA lookup for " + name + " failed");
          case UNRESTRICTED ->
              Finding.fail(check, "any authority may issue a certificate for " + name);
          case OTHER_ISSUERS ->
              issuers.isEmpty()
                  ? Finding.incomplete(check, "the authority that may issue is unknown for " + name)
                  : Finding.fail(
                      check, "an unexpected authority may issue a certificate for " + name);
          case ISSUER_ONLY ->
              Finding.fail(check, "any account of the authority can get a certificate for " + name);
          case WRONG_ACCOUNT ->
              accounts.isEmpty()
                  ? Finding.incomplete(
                      check,
                      "no account is proven or allowed to which " + name + " could be locked")
                  : Finding.fail(check, "an unproven account can get a certificate for " + name);
          case MALFORMED ->
              Finding.fail(
                  check,
                  "all CAA values of "
                      + name
                      + " are malformed, and authorities may treat them differently");
        };
    return finding.withDetails(answer.lines());
  }

  private Finding accounts() {
    Set<String> foreign = new TreeSet<>();
    Set<String> named = new TreeSet<>();
    for (Answer answer : all()) {
      if (answer.set() instanceof RelevantSet.Unknown unknown) {
        return Finding.incomplete(Check.CAA_3, "a CAA lookup failed: " + unknown.cause());
      }
      named.addAll(answer.lock().accounts());
    }
    foreign.addAll(named);
    foreign.removeAll(accounts);
    if (!foreign.isEmpty()) {
      return accounts.isEmpty()
          ? Finding.incomplete(Check.CAA_3, "no account is proven or allowed")
              .withDetails(List.copyOf(foreign))
          : Finding.fail(Check.CAA_3, "CAA names accounts that are neither proven nor allowed")
              .withDetails(List.copyOf(foreign));
    }
    if (all().stream().allMatch(answer -> answer.lock().state() == CaaLock.State.NOBODY)) {
      return Finding.pass(Check.CAA_3, "CAA allows no account to get a certificate");
    }
    return named.isEmpty()
        ? Finding.skipped(Check.CAA_3, "CAA names no account")
        : Finding.pass(Check.CAA_3, "every account in CAA is proven or allowed")
            .withDetails(List.copyOf(named));
  }

  private static Finding security(Answer answer) {
    String name = answer.name().toString();
    return switch (answer.security()) {
      case SECURE -> Finding.pass(Check.CAA_4, "DNSSEC secures the answer for " + name);
      case BOGUS -> Finding.fail(Check.CAA_4, "DNSSEC validation failed for " + name);
      case INSECURE ->
          Finding.incomplete(
              Check.CAA_4,
              "the zone of " + name + " is not signed: answers can be forged in transit");
      case INDETERMINATE -> Finding.incomplete(Check.CAA_4, "no DNSSEC validation for " + name);
    };
  }

  /** A name, its relevant set, and how far that locks it. */
  private record Answer(CaaName name, RelevantSet set, CaaLock lock) {
    DnsSecurity security() {
      return set instanceof RelevantSet.Found found
          ? found.security()
          : ((RelevantSet.Unknown) set).security();
    }

    private Optional<Name> level() {
      return set instanceof RelevantSet.Found found ? found.level() : Optional.empty();
    }

    private List<String> records() {
      return set instanceof RelevantSet.Found found
          ? found.properties().stream().map(Object::toString).toList()
          : List.of();
    }

    List<String> lines() {
      List<String> lines = new ArrayList<>();
      lines.add(
          "lock "
              + lock.state().words()
              + level().map(name -> ", records at " + name.toString(true)).orElse(""));
      lines.addAll(records());
      lines.addAll(notes());
      return lines;
    }

    private List<String> notes() {
      List<String> notes = new ArrayList<>(lock.warnings());
      notes.addAll(DeploymentNotes.of(name, set, lock));
      return notes;
    }

    CaaStatement statement() {
      return new CaaStatement(
          name.toString(),
          lock.state().name(),
          level().map(level -> level.toString(true)),
          security().name(),
          records(),
          notes());
    }
  }
}
