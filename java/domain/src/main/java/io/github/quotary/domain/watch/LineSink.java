package io.github.quotary.domain.watch;

import java.io.PrintWriter;

/**
 * Alerts as JSON lines. A line that does not end in a line feed was cut and is none; before alerts
 * are told again there is a line feed, so that none of them is taken for the end of a cut line.
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
