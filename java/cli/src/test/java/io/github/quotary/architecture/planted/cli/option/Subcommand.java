package io.github.quotary.architecture.planted.cli.option;

/** Names a class as picocli's annotations do. */
public @interface Subcommand {
  /** The class. */
  Class<?> value();
}
