package io.github.quotary.domain.watch;

import java.io.PrintWriter;

/**
 * Alerts as JSON lines. A line without a line feed is truncated and must be ignored; a line feed
 * precedes repeated alerts, so that none of them looks like the end of a truncated line.
 */
public final class LineSink implements AlertSink {
  private final PrintWriter out;

  /** Alerts to this writer. */
  public LineSink(PrintWriter out) {
    this.out = out;
  }

  @Override
  public String name() {
    return "lines";
  }

  @Override
  public void resume() {
    out.print('\n');
  }

  @Override
  public Delivery deliver(Alert alert) {
    out.print(AlertJson.line(alert) + "\n");
    return out.checkError() ? Delivery.UNREACHABLE : Delivery.TAKEN;
  }
}
