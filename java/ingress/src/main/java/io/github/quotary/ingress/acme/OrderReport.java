package io.github.quotary.ingress.acme;

import java.util.List;

/**
 * What came of an order, and what it left behind.
 *
 * @param leftovers answers to challenges that could not be taken away, and why; the next order
 *     tries again
 */
public record OrderReport(OrderResult result, List<String> leftovers) {
  /** Copies the leftovers. */
  public OrderReport {
    leftovers = List.copyOf(leftovers);
  }
}
