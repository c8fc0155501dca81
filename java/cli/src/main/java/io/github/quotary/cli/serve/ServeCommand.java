package io.github.quotary.cli.serve;

import io.github.quotary.cli.collateral.CollateralOptions;
import io.github.quotary.cli.collateral.Statements;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.VerifierOptions;
import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.service.QuotaryService;
import io.github.quotary.service.ServiceParts;
import io.github.quotary.service.StandardPolicy;
import io.github.quotary.service.config.Listen;
import io.github.quotary.service.config.Settings;
import io.github.quotary.service.config.SettingsException;
import io.github.quotary.service.config.SettingsReader;
import io.github.quotary.service.dropin.DropIns;
import io.github.quotary.service.exchange.ListenException;
import io.github.quotary.verify.Verifier;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Verification as a service. */
@Exits({ExitCode.INTERRUPTED, ExitCode.TERMINATED})
@Command(
    name = "serve",
    description = {
      "Verifies quotes for others, over HTTP/1.1, HTTP/2 and gRPC on one port, until it is"
          + " stopped.",
      "POST /v1/verify answers what 'quotary verify --format json' prints; GET /v1/openapi.json"
          + " describes all else."
    },
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--listen",
      paramLabel = "ADDRESS:PORT",
      description =
          "Where to listen; port 0 takes any that is free. Default: 127.0.0.1:8080. An address that"
              + " other machines reach needs TLS, or \"allowRemote\" in the configuration.")
  private @Nullable String listen;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Settings as JSON: TLS, keys of clients, policies, limits. It is read again when it"
              + " changes, and on SIGHUP.")
  private @Nullable Path config;

  @Mixin private CollateralOptions collateral;

  @Mixin private VerifierOptions options;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ServeCommand() {}

  @Override
  public Integer call() {
    LibraryLogs.quieten();
    QuotaryService.prepare();
    Settings settings = settings();
    PrintWriter err = spec.commandLine().getErr();
    Clock clock = Clock.systemUTC();
    TrustAnchor anchor = options.anchor().anchor();
    EcdsaP256 engine = options.engine().forMany();
    try (Statements statements =
        collateral
            .statements(anchor, engine, clock, err)
            .orElseGet(() -> collateral.ofService(anchor, engine, clock, err))) {
      Verifier verifier =
          options
              .builder(anchor, options.policy(), engine)
              .collateralSource(statements.source())
              .build();
      return serve(parts(settings, statements, verifier, clock, err), err);
    } catch (ListenException e) {
      throw new InputException("Cannot listen on " + settings.listen() + ": " + e.getMessage());
    }
  }

  private ServiceParts parts(
      Settings settings, Statements statements, Verifier verifier, Clock clock, PrintWriter err) {
    return new ServiceParts(
        settings,
        this::settings,
        verifier,
        new StandardPolicy(options.policyFile(), options::policy),
        statements.source(),
        collateral.publicName(statements),
        statements::documents,
        VersionProvider.version(),
        clock,
        System::nanoTime,
        new SecureRandom(),
        notice -> err.println("quotary: " + notice),
        List.of(new DropIns()));
  }

  private Settings settings() {
    try {
      Settings read =
          config == null
              ? SettingsReader.defaults()
              : SettingsReader.read(
                      BoundedFiles.read(config), config.toAbsolutePath().resolveSibling(""))
                  .from(config);
      Settings settings = listen == null ? read : read.listening(address(listen));
      SettingsReader.requireSafe(settings);
      return settings;
    } catch (SettingsException e) {
      throw new InputException((config == null ? "" : config + ": ") + e.getMessage());
    }
  }

  private static Listen address(String text) {
    return Listen.parse(text)
        .orElseThrow(
            () ->
                new InputException(
                    "--listen "
                        + text
                        + ": an IP address and a port are needed, such as 127.0.0.1:8080 or"
                        + " [::1]:8080"));
  }

  /** Until a signal comes; what was asked before is answered. */
  private Integer serve(ServiceParts parts, PrintWriter err) {
    QuotaryService service = QuotaryService.start(parts);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  service.close();
                  err.println("quotary: stopped");
                  err.flush();
                  stopped.countDown();
                },
                "quotary-stop"));
    Hangup.call(service::reload);
    Settings settings = parts.settings();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "quotary serves on "
            + (settings.tls().isPresent() ? "https://" : "http://")
            + new Listen(settings.listen().host(), service.port()));
    out.flush();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      service.close();
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }
}
