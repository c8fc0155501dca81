package io.github.quotary.qvl;

import io.github.quotary.collateral.Collateral;

/**
 * Withholds input that would crash Intel's code: QVL 1.26 parses JSON by unbounded recursion, and
 * no signal handler can recover from an exhausted stack.
 */
final class StackGuard {
  /**
   * Intel's documents are nested less than ten levels deep; this many levels need about 100 KiB.
   */
  static final int MAX_DEPTH = 256;

  private StackGuard() {}

  /** Whether both signed documents can be parsed on any thread's stack. */
  static boolean allows(Collateral collateral) {
    return allows(collateral.tcbInfo()) && allows(collateral.qeIdentity());
  }

  static boolean allows(byte[] json) {
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < json.length; i++) {
      byte b = json[i];
      if (inString) {
        if (b == '\\') {
          i++;
        } else if (b == '"') {
          inString = false;
        }
      } else if (b == '"') {
        inString = true;
      } else if (b == '[' || b == '{') {
        depth++;
        if (depth > MAX_DEPTH) {
          return false;
        }
      } else if (b == ']' || b == '}') {
        depth--;
      }
    }
    return true;
  }
}
