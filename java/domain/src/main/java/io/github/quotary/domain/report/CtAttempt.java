package io.github.quotary.domain.report;

import java.util.OptionalInt;

/**
 * A search of Certificate Transparency that gave no usable answer. Its texts may contain untrusted
 * text, which the renderings escape.
 *
 * @param query the name that was searched for; {@code %} stands for anything
 * @param address where it was asked: an address with its query, or a file
 * @param why what came instead of an answer
 * @param status the HTTP status of the last try; empty if no HTTP answer came
 * @param tries how often it was asked; 0 if it was not asked over a network
 */
public record CtAttempt(String query, String address, String why, OptionalInt status, int tries) {
  /** The attempt in a sentence, without its query. */
  public String line() {
    return "asked " + address + ": " + why + (tries > 1 ? " (" + tries + " tries)" : "");
  }
}
