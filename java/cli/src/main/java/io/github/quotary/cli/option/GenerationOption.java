package io.github.quotary.cli.option;

import io.github.quotary.tcb.QvlGeneration;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The generation of Intel's quote verification library whose verdicts are followed. */
public final class GenerationOption {
  @Option(
      names = "--generation",
      converter = Converter.class,
      description =
          "The QVL generation to follow: 1.26 or 1.27; or the DCAP version that has it: 1.24 to 1.26"
              + " (QVL 1.26). Default: ${DEFAULT-VALUE}.",
      defaultValue = "1.27")
  private QvlGeneration generation;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  GenerationOption() {}

  public QvlGeneration generation() {
    return generation;
  }

  /** {@code 1.26} and {@code 1.27}, or a version of DCAP. */
  private static final class Converter implements ITypeConverter<QvlGeneration> {
    /** The versions of DCAP that have QVL 1.26. */
    private static final Set<String> DCAP_OF_1_26 = Set.of("1.24", "1.25", "1.26");

    @Override
    public QvlGeneration convert(String value) {
      for (QvlGeneration generation : QvlGeneration.values()) {
        if (generation.version().equals(value)) {
          return generation;
        }
      }
      if (DCAP_OF_1_26.contains(value)) {
        return QvlGeneration.V1_26;
      }
      throw new TypeConversionException(
          "'"
              + value
              + "' is not a known generation; use 1.26 or 1.27, or a version of DCAP from 1.24 to"
              + " 1.26");
    }
  }
}
