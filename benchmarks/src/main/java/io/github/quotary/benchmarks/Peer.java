package io.github.quotary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Measures another verifier, a program, beside the report's unit, and writes the result beside
 * those of JMH.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.github.quotary.benchmarks.Peer COMMAND...
 * </pre>
 *
 * <p>The command verifies {@code testvectors/vectors/tdx-v4-up-to-date} for some seconds and prints
 * one line of JSON: the strings {@code peer}, {@code version}, {@code runtime}, {@code quote} and
 * {@code includes}, and the numbers {@code operations}, {@code wallNanos} and {@code processNanos}
 * of an operation, and {@code cpuNanos} of the whole process from its start. It runs five times,
 * and the unit is measured before and after each; the median counts.
 */
public final class Peer {
  private static final int ROUNDS = 5;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Peer() {}

  /** One run of the command. */
  private record Round(JsonNode figures, OptionalDouble unitNanos, OptionalDouble otherCores) {
    double inUnits() {
      return figures.path("processNanos").asDouble() / unitNanos.orElse(1);
    }
  }

  /** Runs the command and writes the result. */
  public static void main(String[] command) throws IOException, InterruptedException {
    if (command.length == 0) {
      System.err.println("Which command measures the peer? For example: node peer.mjs");
      System.exit(2);
    }
    List<Round> rounds = new ArrayList<>();
    Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Unit.warmUp();
    for (int i = 0; i < ROUNDS; i++) {
      rounds.add(round(command));
    }
    rounds.sort(Comparator.comparingDouble(Round::inUnits));
    System.out.println("Result saved in " + write(begun, command, rounds.get(ROUNDS / 2)));
  }

  private static Round round(String[] command) throws IOException, InterruptedException {
    OptionalDouble before = Unit.nanos();
    OtherWork others = OtherWork.begin();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String out =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException("The command ended with exit code " + exit);
    }
    JsonNode figures = JSON.readTree(out.substring(out.lastIndexOf('\n') + 1));
    OptionalDouble cores = others.cores(figures.path("cpuNanos").asLong());
    OptionalDouble after = Unit.nanos();
    OptionalDouble unit =
        before.isPresent() && after.isPresent()
            ? OptionalDouble.of((before.getAsDouble() + after.getAsDouble()) / 2)
            : OptionalDouble.empty();
    return new Round(figures, unit, cores);
  }

  private static Path write(Instant begun, String[] command, Round round) throws IOException {
    Machine machine = Machine.here();
    ObjectNode result = JSON.createObjectNode();
    result.put("kind", "peer");
    result.put("cpu", machine.cpu());
    result.put("cores", machine.cores());
    result.put("measured", begun.toString());
    result.put("command", Path.of(command[0]).getFileName() + " ...");
    result.setAll((ObjectNode) round.figures());
    round.unitNanos().ifPresent(nanos -> result.put("unitNanos", nanos));
    round.otherCores().ifPresent(cores -> result.put("otherCores", cores));
    String file =
        String.join(
            "-",
            LocalDate.ofInstant(begun, ZoneOffset.UTC).toString(),
            Machine.slug(machine.cpu()),
            Machine.slug(result.path("peer").asText().replace("@", "")));
    return Files.writeString(
        Main.folder().resolve(file + ".json"), JSON.writeValueAsString(result) + '\n');
  }
}
