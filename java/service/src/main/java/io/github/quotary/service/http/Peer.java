package io.github.quotary.service.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** A connection, on its event loop. Not thread-safe. */
final class Peer {
  private final HttpConnection connection;
  private final String address;
  private final @Nullable Channel channel;
  private int active;
  private long unread;
  private long idleSince;

  Peer(HttpConnection connection, String address, @Nullable Channel channel, long now) {
    this.connection = connection;
    this.address = address;
    this.channel = channel;
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

  /** Bytes of answers that wait for the client: as counted, or as its socket does not take them. */
  long unread() {
    return Math.max(unread, waiting());
  }

  private long waiting() {
    ChannelOutboundBuffer waiting = channel == null ? null : channel.unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes();
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
