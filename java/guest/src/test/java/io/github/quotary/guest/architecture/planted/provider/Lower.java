package io.github.quotary.guest.architecture.planted.provider;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.quotary.guest.architecture.planted.agent.Upper;

/** A lower floor that depends on an upper one. */
public final class Lower {
  private Lower() {}

  /** A target for upper floors. */
  public static void visit() {}

  static void climb() {
    Upper.visit();
  }

  static boolean parse() {
    return new JsonFactory().canHandleBinaryNatively();
  }
}
