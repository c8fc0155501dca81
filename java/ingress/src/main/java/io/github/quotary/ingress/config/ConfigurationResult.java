package io.github.quotary.ingress.config;

import java.util.List;

/** What reading the settings gave. */
public sealed interface ConfigurationResult {
  /** What the reader should know, in either case. */
  List<Note> notes();

  /** Everything can be used. */
  record Valid(Configuration configuration, List<Note> notes) implements ConfigurationResult {
    /** Copies the notes. */
    public Valid {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Nothing can be used.
   *
   * @param problems all of them, at least one
   */
  record Invalid(List<Problem> problems, List<Note> notes) implements ConfigurationResult {
    /** Copies the lists. */
    public Invalid {
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
    }
  }
}
