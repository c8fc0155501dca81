package io.github.quotary.cli.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.Variation;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.simulator.vector.TestVector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Quotes and collateral on demand. */
@Command(
    name = "simulate",
    description = {
      "Makes a quote and its collateral under a synthetic PKI, for tests without TDX hardware:"
          + " DIR gets quote.bin, collateral.json, root.pem and case.json, and"
          + " 'quotary verify --vector DIR' verifies them.",
      "With --dstack, DIR also gets the logs that replay to the quote's registers, event-log.json"
          + " and ccel.bin, and app-compose.json and mr-config.json for what they measure:"
          + " 'quotary replay --event-log DIR/event-log.json --quote DIR/quote.bin'.",
      "With --domain: a whole deployment behind a domain, written to DIR, and served on loopback"
          + " with --serve.",
      "The same order gives the same bytes on every machine."
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  quotary simulate TD_RELAUNCH_ADVISED --out relaunch",
      "  quotary simulate crl-pck-revoked --out revoked",
      "  quotary simulate --shape v5-tdx-15 --report-data 00ff --out mine",
      "  quotary simulate OutOfDate --fault tcb-info-expired --out both",
      "  quotary simulate --dstack 0.5.5 --compose app-compose.json --out app",
      "  quotary simulate --domain gateway --serve"
    })
public final class SimulateCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description =
          "What --list names: an outcome, combination, fault or oddity. For an outcome"
              + " its status will do, such as OutOfDate. Default: all is up to date.")
  private @Nullable String name;

  @Option(names = "--out", paramLabel = "DIR", description = "Where to write; made if need be.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Overwrite the files of an earlier simulation.")
  private boolean force;

  @Option(
      names = "--all",
      description = "Everything that --list names, each in a directory of its name below DIR.")
  private boolean all;

  @Option(names = "--list", description = "Print every NAME and the verdict to expect, and end.")
  private boolean list;

  @Option(
      names = "--list-fields",
      description = "Print what --set and --tamper can change, with the values it has, and end.")
  private boolean listFields;

  @Mixin private OutputOptions output;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all keys, a whole number. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--outcome",
      paramLabel = "NAME",
      description = "An outcome or combination, to have faults in it.")
  private @Nullable String outcome;

  @Option(
      names = "--fault",
      paramLabel = "NAME",
      description = "A fault or oddity. May be repeated; they are applied in this order.")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description = "Sets any value before it is signed. May be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--tamper",
      paramLabel = "FIELD=VALUE",
      description = "Overwrites any value after everything was signed. May be repeated.")
  private List<String> tampers = new ArrayList<>();

  @ArgGroup(validate = false, heading = "%nValues that are set often:%n")
  private SimulateValues values = new SimulateValues();

  @ArgGroup(validate = false, heading = "%nWhat runs in the TD:%n")
  private SimulateDstack dstack = new SimulateDstack();

  @ArgGroup(validate = false, heading = "%nA domain instead of a quote:%n")
  private SimulateDomain domain = new SimulateDomain();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  SimulateCommand() {}

  @Override
  public Integer call() {
    if (domain.isWanted()) {
      simulateDomain();
    } else if (list) {
      output.print(SourceList::json, SourceList::text);
    } else if (listFields) {
      Order order = order();
      output.print(() -> FieldList.json(order), () -> FieldList.text(order));
    } else {
      if (out == null) {
        throw new InputException("--out DIR is missing; --list names what can be simulated");
      }
      List<ObjectNode> written = all ? writeAll(out) : List.of(write(out, order()));
      if (output.isJson()) {
        output.print(all ? array(written) : written.get(0));
      }
    }
    return ExitCode.OK;
  }

  private void simulateDomain() {
    if (list || listFields || all || !order().equals(Order.of(Outcome.UP_TO_DATE, seed))) {
      throw new InputException(
          "--domain takes --domain-name, --serve, --out, --seed, --force and --format only");
    }
    if (out == null && !domain.isServed()) {
      throw new InputException("--domain needs --out DIR or --serve");
    }
    domain.run(out, force, seed, output);
  }

  private List<ObjectNode> writeAll(Path directory) {
    if (!order().equals(Order.of(Outcome.UP_TO_DATE, seed))) {
      throw new InputException("--all takes --out, --seed, --force and --format only");
    }
    return VectorSource.all().stream()
        .map(source -> write(directory.resolve(source.id()), Order.of(source, seed)))
        .toList();
  }

  private ObjectNode write(Path directory, Order order) {
    TestVector vector = Simulation.run(order);
    VectorFolder.write(vector, directory, force);
    if (!output.isJson()) {
      output.out().print(VectorReport.text(vector, directory));
    }
    return VectorReport.json(vector, directory);
  }

  private static ArrayNode array(List<ObjectNode> nodes) {
    return JsonNodeFactory.instance.arrayNode().addAll(nodes);
  }

  private Order order() {
    List<Variation> variations = new ArrayList<>();
    VectorSource base = outcome == null ? Outcome.UP_TO_DATE : Sources.findOutcome(outcome);
    if (name != null) {
      VectorSource named = Sources.find(name);
      if (named instanceof Variation variation) {
        variations.add(variation);
      } else if (outcome != null) {
        throw new InputException("NAME and --outcome are two outcomes: one is enough");
      } else {
        base = named;
      }
    }
    faults.forEach(fault -> variations.add(Sources.findVariation(fault)));
    variations.addAll(values.revocations());
    List<Assignment> given = new ArrayList<>(values.assignments());
    settings.forEach(text -> given.add(Assignment.parse("--set", text)));
    List<Assignment> overwritten =
        tampers.stream().map(text -> Assignment.parse("--tamper", text)).toList();
    return new Order(
        base, variations, values.shape, values.ca, dstack.app(), given, overwritten, seed);
  }
}
