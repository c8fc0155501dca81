package io.github.quotary.cli.simulate;

import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.cli.option.UnwrittenException;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A whole deployment behind a domain, for those who want to try {@code quotary domain}. */
final class SimulateDomain {
  private static final String GATEWAY_BASE = "apps.example.net";
  private static final String CUSTOM_HOST = "app.example.com";

  @Option(
      names = "--domain",
      paramLabel = "KIND",
      description =
          "A domain whose key is held by a TD: gateway or custom. DIR gets its evidence, the roots"
              + " and a policy to verify it with, and what the DNS and Certificate Transparency say"
              + " of it.")
  private @Nullable String kind;

  @Option(
      names = "--domain-name",
      paramLabel = "NAME",
      description =
          "Its name, of a gateway its base domain. Default: "
              + GATEWAY_BASE
              + " or "
              + CUSTOM_HOST
              + ".")
  private @Nullable String name;

  @Option(
      names = "--serve",
      description =
          "Serves it on ports of the loopback interface until Ctrl-C, and prints the commands that"
              + " look at it. Without --out, DIR is a new directory for temporary files.")
  private boolean serve;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  SimulateDomain() {}

  /** Whether a domain is wanted. */
  boolean isWanted() {
    if (kind == null && (serve || name != null)) {
      throw new InputException("--serve and --domain-name need --domain gateway or custom");
    }
    return kind != null;
  }

  /** Whether no directory needs to be named. */
  boolean isServed() {
    return serve;
  }

  /**
   * Writes the domain, and serves it until the thread is interrupted if that is wanted.
   *
   * @param out where to write; a new directory if none is named
   */
  void run(@Nullable Path out, boolean force, long seed, OutputOptions output) {
    DomainSite site = site(DomainLaboratory.seeded(seed));
    Path folder = folder(out, force);
    try {
      site.writeTo(folder);
    } catch (IOException e) {
      throw UnwrittenException.of("Cannot write into " + folder + ": " + e.getMessage(), e);
    }
    if (!serve) {
      SiteCommands commands = SiteCommands.ofFiles(site, folder);
      output.print(commands::json, commands::text);
      return;
    }
    try (ServedSite served = ServedSite.start(site, seed)) {
      SiteCommands commands = SiteCommands.ofServers(site, folder, served);
      output.print(commands::json, commands::text);
      output.out().flush();
      output.err().println("quotary: serving until Ctrl-C");
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private DomainSite site(DomainLaboratory laboratory) {
    try {
      return switch (String.valueOf(kind)) {
        case "gateway" -> laboratory.gateway(GatewayPlan.of(name == null ? GATEWAY_BASE : name));
        case "custom" -> laboratory.custom(CustomPlan.of(name == null ? CUSTOM_HOST : name));
        default -> throw new InputException("--domain must be gateway or custom, not " + kind);
      };
    } catch (IllegalArgumentException e) {
      throw new InputException("--domain-name " + name + ": " + e.getMessage());
    }
  }

  private static Path folder(@Nullable Path out, boolean force) {
    if (out == null) {
      try {
        return Files.createTempDirectory("quotary-domain");
      } catch (IOException e) {
        throw UnwrittenException.of("Cannot make a temporary directory: " + e.getMessage(), e);
      }
    }
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new InputException(out + " is a file, not a directory");
    }
    if (!force && Files.exists(out.resolve("policy.json"))) {
      throw new InputException(out + " has a policy.json already; --force overwrites it");
    }
    return out;
  }
}
