package io.github.quotary.domain.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A socket whose reads all end by one deadline. A socket's own timeout starts again with every
 * read, so that a peer that sends a byte now and then holds its reader for ever; below TLS, where a
 * record is read piece by piece, only the socket itself can prevent that.
 */
public final class DeadlineSocket extends Socket {
  private final Deadline deadline;

  private DeadlineSocket(Deadline deadline) {
    this.deadline = deadline;
  }

  /**
   * A connection to this address.
   *
   * @throws IOException if there is none, or not in time
   */
  public static DeadlineSocket connect(InetSocketAddress address, Deadline deadline)
      throws IOException {
    DeadlineSocket socket = new DeadlineSocket(deadline);
    try {
      // A handshake's last message and the first request are two writes.
      socket.setTcpNoDelay(true);
      socket.connect(address, deadline.remainingMillis());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        setSoTimeout(deadline.remainingMillis());
        return super.read();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        setSoTimeout(deadline.remainingMillis());
        return super.read(bytes, offset, length);
      }
    };
  }
}
