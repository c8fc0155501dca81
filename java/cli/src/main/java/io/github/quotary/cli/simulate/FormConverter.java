package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.dstack.EventLogForm;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code stripped} and the other forms of a dstack log. */
final class FormConverter implements ITypeConverter<EventLogForm> {
  private static final String NAMES =
      Arrays.stream(EventLogForm.values()).map(EventLogForm::id).collect(Collectors.joining(", "));

  @Override
  public EventLogForm convert(String value) {
    return Arrays.stream(EventLogForm.values())
        .filter(form -> form.id().equalsIgnoreCase(value.replace('_', '-')))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("'" + value + "' is not a form; forms are " + NAMES));
  }
}
