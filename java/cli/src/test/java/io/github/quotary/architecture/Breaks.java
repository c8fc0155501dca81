package io.github.quotary.architecture;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks a planted class that breaks the named rules, and no other. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Breaks {
  /** The rules, by name. */
  String[] value();
}
