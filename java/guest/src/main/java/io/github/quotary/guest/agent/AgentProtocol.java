package io.github.quotary.guest.agent;

import java.nio.file.Path;

/** The two generations of the agent's interface, each with a socket of its own. */
public enum AgentProtocol {
  /** Since version 0.5 of dstack. */
  DSTACK("dstack.sock", "/", "GetQuote"),
  /** Versions 0.3 and 0.4, and later ones for compatibility: quotes and {@code Info} only. */
  TAPPD("tappd.sock", "/prpc/Tappd.", "RawQuote");

  private static final Path FOLDER = Path.of("/var/run");

  private final String socketName;
  private final String prefix;
  private final String quoteCall;

  AgentProtocol(String socketName, String prefix, String quoteCall) {
    this.socketName = socketName;
    this.prefix = prefix;
    this.quoteCall = quoteCall;
  }

  /** Where a guest has the socket: {@code /var/run/dstack.sock} or {@code /var/run/tappd.sock}. */
  public Path standardSocket() {
    return FOLDER.resolve(socketName);
  }

  /** The name of the call that quotes report data as they are. */
  String quoteCall() {
    return quoteCall;
  }

  /** The request path of a call. */
  String path(String call) {
    return prefix + call;
  }
}
