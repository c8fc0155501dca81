package io.github.quotary.domain.watch;

import java.io.PrintWriter;

/** Alerts as JSON lines. A line that does not end in a line feed was cut and is none. */
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
  public Delivery deliver(Alert alert) {
    out.print(AlertJson.line(alert) + "\n");
    return out.checkError() ? Delivery.UNREACHABLE : Delivery.TAKEN;
  }
}
