package io.github.quotary.policy;

/**
 * A demand of the policy that a verified quote does not meet.
 *
 * @param rule name of the demand, as the policy's JSON form has it
 * @param value what the quote or its collateral has
 * @param expected what the policy asks for
 */
public record Violation(String rule, String value, String expected) {
  /** For logs, in one line: {@code mrTd: 0a1b…, expected 2c3d…}. */
  @Override
  public String toString() {
    return rule + ": " + value + ", expected " + expected;
  }
}
