package io.github.quotary.ingress.check;

import io.github.quotary.ingress.plan.Readiness;

/**
 * One thing that an ingress needs.
 *
 * @param what it is, for example {@code guest agent}
 * @param readiness of it
 * @param found what was seen
 * @param todo what to do; empty if nothing
 */
public record Prerequisite(String what, Readiness readiness, String found, String todo) {
  static Prerequisite ready(String what, String found) {
    return new Prerequisite(what, Readiness.READY, found, "");
  }

  static Prerequisite fails(String what, String found, String todo) {
    return new Prerequisite(what, Readiness.FAILS, found, todo);
  }

  static Prerequisite unknown(String what, String found, String todo) {
    return new Prerequisite(what, Readiness.UNKNOWN, found, todo);
  }
}
