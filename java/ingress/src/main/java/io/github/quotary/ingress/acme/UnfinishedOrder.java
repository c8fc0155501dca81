package io.github.quotary.ingress.acme;

import java.util.List;

/**
 * What is left of an order that a run did not end.
 *
 * @param isUnderWay whether there is an order to go on with
 * @param leftovers answers to challenges that could not be taken away, each with the reason
 */
public record UnfinishedOrder(boolean isUnderWay, List<String> leftovers) {
  /** Copies the list. */
  public UnfinishedOrder {
    leftovers = List.copyOf(leftovers);
  }
}
