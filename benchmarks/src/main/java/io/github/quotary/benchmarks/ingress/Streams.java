package io.github.quotary.benchmarks.ingress;

/** Connections that carry bytes without end in one direction. */
final class Streams extends Load {
  private Streams() {}

  static Streams begin(
      Clients clients, Transport transport, int port, byte direction, int connections) {
    Streams load = new Streams();
    for (int i = 0; i < connections; i++) {
      clients.open(transport, port, new Call(load, direction));
    }
    return load;
  }
}
