package io.github.quotary.cli.option;

import io.github.quotary.tcb.QvlGeneration;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The generation of Intel's quote verification library whose verdicts are followed. */
public final class GenerationOption {
  @Option(
      names = "--generation",
      paramLabel = "QVL|DCAP_N",
      converter = Converter.class,
      description =
          "The generation of Intel's Quote Verification Library to follow: 1.26 or 1.27; or the DCAP"
              + " release that has it: DCAP_1.24 to DCAP_1.27. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1.27")
  private QvlGeneration generation;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  GenerationOption() {}

  public QvlGeneration generation() {
    return generation;
  }

  /** {@code 1.26} and {@code 1.27}, or a release of DCAP. */
  private static final class Converter implements ITypeConverter<QvlGeneration> {
    /** The releases of DCAP by the QVL that they have. */
    private static final Map<String, QvlGeneration> OF_DCAP =
        Map.of(
            "1.24", QvlGeneration.V1_26,
            "1.25", QvlGeneration.V1_26,
            "1.26", QvlGeneration.V1_26,
            "1.27", QvlGeneration.V1_27);

    private static final Set<String> OLDER = Set.of("1.21", "1.22", "1.23");

    @Override
    public QvlGeneration convert(String value) {
      String number = value.replaceFirst("(?i)^(dcap|qvl)[ _-]?v?", "");
      QvlGeneration generation = OF_DCAP.get(number);
      if (generation == null) {
        throw new TypeConversionException(
            "'"
                + value
                + "' is not a known generation"
                + (OLDER.contains(number) ? ": DCAP 1.21 to 1.23 have an older library" : "")
                + "; known are QVL 1.26 (DCAP_1.24, DCAP_1.25, DCAP_1.26) and QVL 1.27 (DCAP_1.27)");
      }
      return generation;
    }
  }
}
