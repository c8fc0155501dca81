package io.github.quotary.ingress.config;

import io.github.quotary.ingress.config.Given.Value;
import io.github.quotary.status.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks each value by its form; a value that does not fit becomes a problem. */
final class Checked {
  private static final int MAX_SHOWN = 120;

  /** A user's name and password in a URL, or before a host. */
  private static final Pattern CREDENTIALS =
      Pattern.compile("//.*@|^[^/@:]+:(?!//).*@", Pattern.DOTALL);

  private static final Pattern TIMER = Pattern.compile("([0-9]+)([a-z]+)");

  private final Given given;
  private final List<Problem> problems;

  /** Settings whose values were asked for. */
  private final Set<Setting> asked = EnumSet.noneOf(Setting.class);

  Checked(Given given) {
    this.given = given;
    this.problems = new ArrayList<>(given.problems());
  }

  List<Problem> problems() {
    return problems;
  }

  void fault(Problem problem) {
    problems.add(problem);
  }

  /** A problem with a value, which is left out where it must not be shown. */
  static Problem problem(Setting setting, String where, String value) {
    return new Problem(
        where,
        setting.isHidden() ? Optional.empty() : Optional.of(shown(value)),
        setting.form().words());
  }

  /** No setting takes credentials in an address; one that has them is not shown as it is. */
  private static String shown(String value) {
    String text =
        CREDENTIALS
            .matcher(value)
            .replaceFirst(found -> found.group().startsWith("//") ? "//(hidden)@" : "(hidden)@");
    return SafeText.of(text, MAX_SHOWN);
  }

  /** A problem with a setting that is needed and missing. */
  void missing(Setting setting, String why) {
    problems.add(new Problem(name(setting), Optional.empty(), "is not set; " + why));
  }

  /** What the reader of a message calls a setting: by its variable, and by its pointer. */
  static String name(Setting setting) {
    return (setting == Setting.DOMAINS ? "DOMAIN, DOMAINS" : setting.name())
        + " ("
        + setting.pointer()
        + ")";
  }

  boolean isSet(Setting setting) {
    return !given.all(setting).isEmpty();
  }

  /** Where a setting was set. */
  String where(Setting setting) {
    return given.first(setting).map(Value::where).orElse(name(setting));
  }

  /** Values that do not fit, of settings that nobody asked for. */
  List<Problem> unasked() {
    List<Problem> found = new ArrayList<>();
    for (Setting setting : EnumSet.complementOf(EnumSet.copyOf(asked))) {
      given.all(setting).stream()
          .filter(value -> !setting.form().admits(value.text()))
          .map(value -> problem(setting, value.where(), value.text()))
          .forEach(found::add);
    }
    return found;
  }

  /** The value or the default; empty if there is none, or it does not fit. */
  Optional<String> text(Setting setting) {
    asked.add(setting);
    Optional<Value> value = given.first(setting);
    if (value.isEmpty()) {
      return setting.otherwise();
    }
    return value.filter(found -> fits(setting, setting.form(), found)).map(Value::text);
  }

  /** The items, or the default's; without those that do not fit. */
  List<Value> items(Setting setting) {
    asked.add(setting);
    List<Value> values = given.all(setting);
    if (values.isEmpty()) {
      return setting.otherwise().stream()
          .flatMap(text -> Pattern.compile(",").splitAsStream(text))
          .map(text -> new Value(setting.name(), text))
          .toList();
    }
    return values.stream().filter(value -> fits(setting, setting.form(), value)).toList();
  }

  /** Names and targets in turn, as they were given. */
  List<Value> routes() {
    asked.add(Setting.ROUTING_MAP);
    return given.all(Setting.ROUTING_MAP);
  }

  boolean fits(Setting setting, Form form, Value value) {
    if (form.admits(value.text())) {
      return true;
    }
    Problem problem = problem(setting, value.where(), value.text());
    problems.add(new Problem(problem.where(), problem.value(), form.words()));
    return false;
  }

  /** A whole number, or empty; where it has a default and does not fit: 1, beside the problem. */
  OptionalInt whole(Setting setting) {
    return text(setting).map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  int number(Setting setting) {
    return whole(setting).orElse(1);
  }

  boolean flag(Setting setting) {
    return text(setting).filter("true"::equals).isPresent();
  }

  Duration seconds(Setting setting) {
    return Duration.ofSeconds(number(setting));
  }

  Optional<Secret> secret(Setting setting) {
    return text(setting).map(Secret::of);
  }

  /** A time with its suffix; zero means that there is no limit. */
  Duration timer(Setting setting) {
    Optional<String> text = text(setting);
    Optional<Duration> time = text.flatMap(Checked::duration);
    if (text.isPresent() && time.isEmpty()) {
      problems.add(problem(setting, where(setting), text.get()));
    }
    return time.orElse(Duration.ZERO);
  }

  /** In whole milliseconds, rounded up: less than one is not the zero that means no limit. */
  private static Optional<Duration> duration(String text) {
    Matcher parts = TIMER.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(parts.group(1));
    long nanos =
        switch (parts.group(2)) {
          case "us" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> 86_400_000_000_000L;
        };
    return number > Forms.MAX_TIMER_MILLIS * 1_000_000L / nanos
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((number * nanos + 999_999) / 1_000_000));
  }
}
