package io.github.quotary.cli.replay;

import io.github.quotary.rtmr.Rtmr;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Registers by number, such as {@code 0-2} or {@code 0,3}. */
final class RegisterList implements ITypeConverter<Set<Rtmr>> {
  private static final String REGISTER = "(?:rtmr)?([0-3])";
  private static final Pattern PART =
      Pattern.compile(REGISTER + "(?:-" + REGISTER + ")?", Pattern.CASE_INSENSITIVE);

  @Override
  public Set<Rtmr> convert(String value) {
    Set<Rtmr> registers = EnumSet.noneOf(Rtmr.class);
    for (String part : value.split(",", -1)) {
      Matcher range = PART.matcher(part.strip());
      if (!range.matches()) {
        throw invalid(value);
      }
      Rtmr first = Rtmr.of(Integer.parseInt(range.group(1)));
      Rtmr last = range.group(2) == null ? first : Rtmr.of(Integer.parseInt(range.group(2)));
      if (last.index() < first.index()) {
        throw invalid(value);
      }
      registers.addAll(EnumSet.range(first, last));
    }
    return registers;
  }

  private static TypeConversionException invalid(String value) {
    return new TypeConversionException(
        "'" + value + "' does not name registers; write them like 0-2 or 0,3");
  }

  /** The registers in a sentence: {@code RTMR0, RTMR1 and RTMR3}. */
  static String sentence(Set<Rtmr> registers) {
    String all = registers.stream().sorted().map(Rtmr::toString).collect(Collectors.joining(", "));
    int last = all.lastIndexOf(", ");
    return last < 0 ? all : all.substring(0, last) + " and " + all.substring(last + 2);
  }
}
