package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.QuoteShape;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code v4-tdx} and the other shapes of a quote. */
final class ShapeConverter implements ITypeConverter<QuoteShape> {
  /** The names of all shapes. */
  static final String NAMES =
      Arrays.stream(QuoteShape.values()).map(QuoteShape::id).collect(Collectors.joining(", "));

  @Override
  public QuoteShape convert(String value) {
    return Arrays.stream(QuoteShape.values())
        .filter(shape -> shape.id().equalsIgnoreCase(value.replace('_', '-')))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException("'" + value + "' is not a shape; shapes are " + NAMES));
  }
}
