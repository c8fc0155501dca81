package io.github.quotary.cli.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainSite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The commands that look at a simulated domain.
 *
 * @param folder where its files are
 * @param commands the commands, in an order in which they work
 */
record SiteCommands(Path folder, List<Line> commands) {
  private static final String PLAIN = "[A-Za-z0-9_./:@%+=,#-]+";

  /** Copies the list. */
  SiteCommands {
    commands = List.copyOf(commands);
  }

  /**
   * A command.
   *
   * @param about what it shows
   * @param arguments its arguments
   * @param exitCode the exit code to expect
   */
  record Line(String about, List<String> arguments, int exitCode) {
    String text() {
      return "\n# "
          + about
          + " (exit code "
          + exitCode
          + ")\nquotary "
          + arguments.stream().map(SiteCommands::quoted).collect(Collectors.joining(" "))
          + "\n";
    }
  }

  /** Of a domain's files. */
  static SiteCommands ofFiles(DomainSite site, Path folder) {
    Path evidence = folder.resolve(site.kind() == DomainKind.GATEWAY ? "dstack" : "evidences");
    List<String> inputs =
        List.of(
            "--evidence",
            evidence.toString(),
            "--served-cert",
            folder.resolve("served.pem").toString(),
            "--collateral",
            folder.resolve("collateral.json").toString(),
            "--dns",
            folder.resolve("zone.txt").toString(),
            "--ct",
            folder.resolve("certspotter.json").toString());
    Maker maker = new Maker(site, folder, inputs);
    return new SiteCommands(
        folder,
        List.of(
            maker.verify(
                "Verify the files: all that can be said without a connection",
                ExitCode.UNDECIDED,
                "--policy",
                maker.file("policy.json")),
            maker.init()));
  }

  /** Of a domain that is served. */
  static SiteCommands ofServers(DomainSite site, Path folder, ServedSite served) {
    List<String> inputs =
        List.of(
            "--connect-to",
            "127.0.0.1:" + served.tls().address().getPort(),
            "--pcs",
            served.pcs().base().toString(),
            "--dns",
            "127.0.0.1#" + served.dns().address().getPort(),
            "--ct",
            served.ct().address().toString());
    Maker maker = new Maker(site, folder, inputs);
    String policy = maker.file("policy.json");
    return new SiteCommands(
        folder,
        List.of(
            maker.verify(
                "Verify it under the policy that its operator publishes",
                ExitCode.OK,
                "--policy",
                policy),
            maker.verify(
                "Without a policy: genuine, but nobody says whose workload is expected",
                ExitCode.NOT_TRUSTED),
            maker.verify(
                "Also write a report for a browser, and a capture",
                ExitCode.OK,
                "--policy",
                policy,
                "--html",
                maker.file("report.html"),
                "--capture",
                maker.file("capture.zip")),
            maker.replay(policy),
            maker.init()));
  }

  /** Makes commands with the inputs that they share. */
  private record Maker(DomainSite site, Path folder, List<String> inputs) {
    String file(String name) {
      return folder.resolve(name).toString();
    }

    private List<String> roots() {
      return List.of(
          "--trust-anchor",
          file("tdx-root.pem"),
          "--web-roots",
          file("web-root.pem"),
          "--at",
          site.at().toString());
    }

    private String kind() {
      return site.kind().name().toLowerCase(Locale.ROOT);
    }

    Line verify(String about, int exitCode, String... more) {
      return line(about, exitCode, List.of("domain", kind(), site.host()), inputs, List.of(more));
    }

    Line replay(String policy) {
      return line(
          "Verify the capture again, without any network",
          ExitCode.OK,
          List.of("domain", kind(), site.host()),
          List.of("--replay-capture", file("capture.zip")),
          List.of("--policy", policy));
    }

    Line init() {
      return line(
          "Draft a policy from what it shows",
          ExitCode.OK,
          List.of("domain", "policy", "init", site.host(), "--kind", kind()),
          inputs,
          List.of("--out", file("drafted.json"), "--force"));
    }

    private Line line(
        String about, int exitCode, List<String> command, List<String> given, List<String> more) {
      List<String> arguments = new ArrayList<>(command);
      arguments.addAll(given);
      arguments.addAll(more);
      arguments.addAll(roots());
      return new Line(about, arguments, exitCode);
    }
  }

  /** For people: each command for a shell. */
  String text() {
    return "The domain's files are in "
        + folder
        + ".\n"
        + commands.stream().map(Line::text).collect(Collectors.joining());
  }

  /** For programs: each command as a list of arguments. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("directory", folder.toString());
    ArrayNode array = json.putArray("commands");
    for (Line line : commands) {
      ObjectNode node = array.addObject().put("about", line.about());
      line.arguments().forEach(node.putArray("arguments")::add);
      node.put("exitCode", line.exitCode());
    }
    return json;
  }

  private static String quoted(String word) {
    return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
