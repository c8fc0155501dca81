package io.github.quotary.domain.architecture;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks a planted class or member that breaks the named rules, and no other. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Breaks {
  /** The rules. */
  DomainRule[] value();
}
