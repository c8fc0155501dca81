package io.github.quotary.cli.domain;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command with which a reader of a report verifies the same again. */
final class SameCommand {
  private static final String PLAIN = "[A-Za-z0-9_./:@%+=,-]+";

  private final List<String> words = new ArrayList<>();

  private SameCommand(List<String> subject) {
    words.addAll(List.of("java", "-jar", "quotary.jar", "domain"));
    words.addAll(subject);
  }

  /**
   * The command, for a shell.
   *
   * @param subject kind and host, as arguments
   * @param at the time of verification, which the command has unless it asks the domain again
   */
  static String of(List<String> subject, DomainOptions options, Instant at) {
    SameCommand command = new SameCommand(subject);
    Path capture = options.bundle != null ? options.bundle : options.capture;
    if (options.evidence != null) {
      command.add("--evidence", options.evidence);
      command.add("--served-cert", options.servedCertificate);
      command.add("--dns", options.witnesses.dns);
      options.witnesses.ct.forEach(source -> command.add("--ct", source));
    } else {
      command.add("--replay-capture", capture);
    }
    boolean isLive = options.evidence == null && capture == null;
    boolean hasCollateral = options.evidence == null && options.bundle == null && capture != null;
    command.add("--collateral", hasCollateral ? null : options.collateral);
    command.add("--policy", options.policy);
    command.add("--trust-anchor", options.trustAnchor.file().orElse(null));
    command.add("--web-roots", options.webRoots);
    command.add("--at", isLive ? null : at);
    return command.words.stream().map(SameCommand::quoted).collect(Collectors.joining(" "));
  }

  private void add(String option, @Nullable Object value) {
    if (value != null) {
      words.add(option);
      words.add(value.toString());
    }
  }

  private static String quoted(String word) {
    return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
