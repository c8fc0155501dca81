package io.github.quotary.service.http;

import io.vertx.core.http.HttpConnection;

/** A connection, on its event loop. Not thread-safe. */
final class Peer {
  private final HttpConnection connection;
  private final String address;
  private int active;
  private long unread;
  private long idleSince;

  Peer(HttpConnection connection, String address, long now) {
    this.connection = connection;
    this.address = address;
    idleSince = now;
  }

  /** The client's address, without its port. */
  String address() {
    return address;
  }

  HttpConnection connection() {
    return connection;
  }

  /** So many more, or fewer, bytes of answers wait for the client to read. */
  void addUnread(long bytes) {
    unread += bytes;
  }

  long unread() {
    return unread;
  }

  void begin() {
    active++;
  }

  void end(long now) {
    active--;
    idleSince = now;
  }

  /** Whether no request is being answered since this time. */
  boolean isIdleSince(long time) {
    return active == 0 && idleSince - time <= 0;
  }
}
