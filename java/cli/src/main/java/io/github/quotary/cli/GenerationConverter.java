package io.github.quotary.cli;

import io.github.quotary.tcb.QvlGeneration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 1.26} and {@code 1.27}. */
final class GenerationConverter implements ITypeConverter<QvlGeneration> {
  @Override
  public QvlGeneration convert(String value) {
    for (QvlGeneration generation : QvlGeneration.values()) {
      if (generation.version().equals(value)) {
        return generation;
      }
    }
    throw new TypeConversionException("'" + value + "' is no generation; 1.26 and 1.27 are known");
  }
}
