package io.github.quotary.spark.config;

import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.Instants;
import io.github.quotary.evidence.input.PolicyFiles;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.tcb.QvlGeneration;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Options from Spark's configuration: the keys {@code spark.quotary.…}. Files are read on the
 * driver. Stateless.
 */
public final class SparkConfiguration {
  private static final String PREFIX = "spark.quotary.";

  /** The keys without their prefix. */
  private static final List<String> KEYS =
      List.of(
          "collateral",
          "policy",
          "anyTd",
          "mrTd",
          "trustAnchor",
          "generation",
          "engine",
          "hosts",
          "batchRows",
          "at");

  private SparkConfiguration() {}

  /** All keys. */
  public static List<String> keys() {
    return KEYS.stream().map(PREFIX::concat).toList();
  }

  /**
   * The values of the keys that are set.
   *
   * @param lookup finds a key's value
   */
  public static Map<String, String> values(Function<String, Optional<String>> lookup) {
    Map<String, String> values = new TreeMap<>();
    keys().forEach(key -> lookup.apply(key).ifPresent(value -> values.put(key, value)));
    return values;
  }

  /**
   * The options.
   *
   * @param values by key; what is absent has its default
   * @throws InputException if a file cannot be read, or a value is not valid
   * @throws io.github.quotary.evidence.input.InvalidPolicyException if the policy is not valid
   */
  public static VerifyOptions.Builder options(Map<String, String> values) {
    VerifyOptions.Builder options = VerifyOptions.builder();
    options.policy(policy(values));
    value(values, "collateral")
        .ifPresent(file -> options.collateral(CollateralSet.read(Path.of(file))));
    value(values, "trustAnchor")
        .ifPresent(file -> options.trustAnchor(BoundedFiles.read(Path.of(file))));
    value(values, "generation").ifPresent(text -> options.generation(generation(text)));
    value(values, "engine").ifPresent(options::engine);
    number(values, "hosts", options::hosts);
    number(values, "batchRows", options::batchRows);
    value(values, "at").ifPresent(text -> options.at(Instants.parse(text)));
    return options;
  }

  private static QuotePolicy policy(Map<String, String> values) {
    QuotePolicy policy =
        value(values, "policy")
            .map(file -> PolicyFiles.read(Path.of(file)))
            .orElseGet(QuotePolicy::strict);
    boolean anyTd = value(values, "anyTd").filter(Boolean::parseBoolean).isPresent();
    Set<Measurement> mrTd =
        value(values, "mrTd").stream()
            .flatMap(text -> Arrays.stream(text.split(",")))
            .map(SparkConfiguration::mrTd)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (anyTd && (!mrTd.isEmpty() || policy.statesIdentity())) {
      throw new InputException(
          "anyTd says that whose TD it is does not matter, but the policy or mrTd says whose it is;"
              + " leave one of them out");
    }
    if (!mrTd.isEmpty() && policy.stated().contains(PolicyField.MR_TD.member())) {
      throw new InputException("The policy states mrTd; leave the other one out");
    }
    if (anyTd) {
      return policy.toBuilder().waiveIdentity().build();
    }
    return mrTd.isEmpty()
        ? policy
        : policy.toBuilder().accept(PolicyField.MR_TD, mrTd).requireIdentity().build();
  }

  private static Measurement mrTd(String hex) {
    Measurement value;
    try {
      value = Measurement.fromHex(hex.strip());
    } catch (IllegalArgumentException e) {
      throw new InputException("mrTd '" + hex + "' is not hexadecimal");
    }
    if (value.size() != PolicyField.MR_TD.size()) {
      throw new InputException(
          "mrTd has " + value.size() + " bytes; " + PolicyField.MR_TD.size() + " are needed");
    }
    return value;
  }

  /**
   * A generation by the version of Intel's library.
   *
   * @throws InputException if there is none of that version
   */
  public static QvlGeneration generation(String version) {
    return Arrays.stream(QvlGeneration.values())
        .filter(each -> each.version().equals(version))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "'" + version + "' is not a known generation; known are 1.26 and 1.27"));
  }

  private static Optional<String> value(Map<String, String> values, String key) {
    return Optional.ofNullable(values.get(PREFIX + key));
  }

  private static void number(Map<String, String> values, String key, IntConsumer setter) {
    value(values, key)
        .ifPresent(
            text -> {
              try {
                setter.accept(Integer.parseInt(text));
              } catch (IllegalArgumentException e) {
                throw new InputException(PREFIX + key + " = '" + text + "': " + e.getMessage());
              }
            });
  }
}
