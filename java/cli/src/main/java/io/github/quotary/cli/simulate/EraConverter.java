package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.dstack.DstackEra;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 0.5.5} and the other versions of dstack that differ. */
final class EraConverter implements ITypeConverter<DstackEra> {
  private static final String NAMES =
      Arrays.stream(DstackEra.values()).map(DstackEra::id).collect(Collectors.joining(", "));

  @Override
  public DstackEra convert(String value) {
    return Arrays.stream(DstackEra.values())
        .filter(era -> era.id().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is none of the versions that differ: " + NAMES));
  }
}
