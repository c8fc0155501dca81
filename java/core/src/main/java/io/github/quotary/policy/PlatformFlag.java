package io.github.quotary.policy;

import io.github.quotary.pki.PlatformConfiguration;
import java.util.function.Predicate;

/** A flag of a platform's configuration; only PCK certificates of the Platform CA state them. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
public enum PlatformFlag {
  /** Packages can be added to the platform after it was provisioned. */
  DYNAMIC_PLATFORM(Rule.DYNAMIC_PLATFORM, PlatformConfiguration::dynamicPlatform),
  /** Intel keeps the platform's root keys. */
  CACHED_KEYS(Rule.CACHED_KEYS, PlatformConfiguration::cachedKeys),
  /** Simultaneous multithreading is on. */
  SMT_ENABLED(Rule.SMT_ENABLED, PlatformConfiguration::smtEnabled);

  private final Rule rule;
  private final Predicate<PlatformConfiguration> reader;

  PlatformFlag(Rule rule, Predicate<PlatformConfiguration> reader) {
    this.rule = rule;
    this.reader = reader;
  }

  /** The flag's name in JSON, for example {@code smtEnabled}. */
  public String member() {
    return rule.member();
  }

  Rule rule() {
    return rule;
  }

  boolean read(PlatformConfiguration configuration) {
    return reader.test(configuration);
  }
}
