package io.github.quotary.domain.gateway;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.domain.verification.Binding;
import io.github.quotary.domain.verification.Freshness;
import io.github.quotary.domain.verification.Inquiry;
import io.github.quotary.domain.verification.Subject;
import io.github.quotary.domain.witness.ProtectedNames;
import io.github.quotary.domain.workload.Assessment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The stage of the quotes: which keys, and which account, they are bound to. */
final class BindingStage {
  private BindingStage() {}

  static Binding of(AcmeInfoStage stage) {
    return stage.info().map(info -> of(stage, info)).orElseGet(() -> withoutInfo(stage));
  }

  private static Binding of(AcmeInfoStage stage, AcmeInfo info) {
    Inquiry inquiry = stage.inquiry();
    GatewayHost host = stage.host();
    GatewayKeys keys = new GatewayKeys(info, inquiry.served(), host.base(), inquiry.assessor());
    AccountBinding account =
        AccountBinding.of(info, inquiry.assessor(), inquiry.policy().acmeAccounts());
    return binding(
        stage,
        Stream.concat(keys.assessments().stream(), account.assessment().stream()).toList(),
        keys.statements(),
        info.accountUri().stream().toList(),
        List.of(
            host.isServedByGateway() ? keys.servedKey() : passedThrough(host),
            keys.otherKeys(),
            account.finding()));
  }

  private static Finding passedThrough(GatewayHost host) {
    return Finding.incomplete(
        Check.RD_G1,
        host.host()
            + " is passed through: its TLS ends in the app and does not involve the gateway's"
            + " key");
  }

  private static Binding withoutInfo(AcmeInfoStage stage) {
    String absence = stage.inquiry().documents().absence(GatewayPaths.ACME_INFO);
    return binding(
        stage,
        List.of(),
        List.of(),
        List.of(),
        Stream.of(Check.RD_G1, Check.RD_G2, Check.RD_G3)
            .map(
                check -> Finding.incomplete(check, "no acme-info is available").withDetail(absence))
            .toList());
  }

  private static Binding binding(
      AcmeInfoStage stage,
      List<Assessment> assessments,
      List<KeyStatement> keys,
      List<String> accounts,
      List<Finding> findings) {
    return new Binding(
        stage.inquiry(),
        subject(stage.host()),
        assessments,
        stage.preimages(),
        keys,
        accounts,
        Stream.concat(findings.stream(), Stream.of(Freshness.unknown())).toList(),
        stage.form());
  }

  private static Subject subject(GatewayHost host) {
    return new Subject(
        DomainKind.GATEWAY,
        host.host().text(),
        Optional.of(host.base()),
        names -> objection(names, "*." + host.base()),
        ProtectedNames.ofGateway(host.host(), host.base()));
  }

  /** The certificate must be for all names one label below the base. */
  private static Optional<String> objection(List<String> names, String wildcard) {
    return names.stream().anyMatch(wildcard::equalsIgnoreCase)
        ? Optional.empty()
        : Optional.of("the certificate is for " + names + ", not for " + wildcard);
  }
}
