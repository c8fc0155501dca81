package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.Attestor;
import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.Workload;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.KeyProviderSpec;
import io.github.quotary.simulator.spec.TdField;
import java.util.List;
import java.util.function.UnaryOperator;

/** Quotes of genuine TDs that run something else than the operator says. */
final class WorkloadAttacks {
  private static final String OTHER_HASH = "5a".repeat(32);
  private static final String OTHER_ID = "5b".repeat(20);

  private final DomainKind kind;

  private WorkloadAttacks(DomainKind kind) {
    this.kind = kind;
  }

  static List<DomainAttack> of(DomainKind kind) {
    return new WorkloadAttacks(kind).all();
  }

  private List<DomainAttack> all() {
    DstackApp honest = Victim.workload(kind).app();
    return List.of(
        app(
            "other-app",
            "ID-1",
            "another app, in a genuine TD, asks for the report data that the domain needs",
            WorkloadAttacks::other),
        app(
            "other-code-under-the-same-app-id",
            "ID-1",
            "other code that was measured under the operator's app id",
            app -> other(app).withAppId(honest.appId())),
        app(
            "same-code-under-another-app-id",
            "ID-2",
            "the operator's code under another app id, to which other keys belong",
            app -> app.withAppId(OTHER_ID)),
        app(
            "rolled-back-app",
            "ID-1",
            "an earlier release with a known hole",
            app -> app.withComposeFile(app.composeFile().replace("simulated", "simulated-old"))),
        app(
            "compose-hash-emitted-by-the-app",
            "ID-1",
            "another app emits the right compose hash itself, once the system is ready",
            app -> other(app).withAppEvent("compose-hash", honest.composeHash())),
        app(
            "other-os-image",
            "OS-1",
            "the operator's code on an image of the attacker's, which measures what it is told",
            app -> app.withOsImageHash(OTHER_HASH)),
        app(
            "minted-os-image-hash",
            "OS-1",
            "an image of the attacker's that says it is the right one",
            app -> app.withOsImageHash(OTHER_HASH).with("os-image-hash", honest.osImageHash())),
        app(
            "development-image",
            "OS-2",
            "an image that lets its operator log in",
            app -> app.withOsImageHash(Attestor.DEVELOPMENT_IMAGE)),
        app(
            "other-key-provider",
            "ID-4",
            "keys of a KMS of the attacker's",
            app -> app.withKeyProvider(KeyProviderSpec.kms("5c".repeat(91)))),
        app(
            "no-key-provider",
            "ID-4",
            "no KMS at all: keys that nobody has to release",
            app -> app.withKeyProvider(KeyProviderSpec.none())),
        DomainAttack.fails(
            kind,
            "mrconfigid-of-the-right-app",
            "ID-3",
            "the host sets MRCONFIGID for the operator's app and starts another",
            laboratory ->
                Victim.with(
                    laboratory,
                    kind,
                    workload ->
                        workload
                            .withApp(WorkloadAttacks::other)
                            .withTd(td -> td.with(TdField.MRCONFIGID, honest.mrConfigId())))),
        pinnedLoosely(
            "image-by-tag",
            "a compose file whose image is named by a tag, so that its content may change",
            text -> text.replaceFirst("@sha256:[0-9a-f]{64}", ":latest")),
        pinnedLoosely(
            "privileged-container",
            "a compose file that gives a container the run of the machine",
            text ->
                text.replace(
                    "services:\\n  app:\\n", "services:\\n  app:\\n    privileged: true\\n")));
  }

  private static DstackApp other(DstackApp app) {
    return app.withComposeFile(app.composeFile().replace("\"simulated\"", "\"malicious\""));
  }

  private DomainAttack app(
      String name, String check, String about, UnaryOperator<DstackApp> change) {
    return DomainAttack.fails(
        kind,
        name,
        check,
        about,
        laboratory -> Victim.with(laboratory, kind, workload -> workload.withApp(change)));
  }

  /** The operator pins the very compose file: its hash is right, its text is the hole. */
  private DomainAttack pinnedLoosely(String name, String about, UnaryOperator<String> change) {
    UnaryOperator<Workload> workload =
        w -> w.withApp(app -> app.withComposeFile(change.apply(app.composeFile())));
    return DomainAttack.fails(
            kind,
            name,
            "CMP-1",
            about,
            laboratory ->
                kind == DomainKind.GATEWAY
                    ? laboratory.gateway(Victim.gateway().withWorkload(workload))
                    : laboratory.custom(Victim.custom().withWorkload(workload)))
        .ifRequired();
  }
}
