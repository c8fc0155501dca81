package io.github.quotary.domain.exchange;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.xbill.DNS.Message;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.WireParseException;

/**
 * Asks a DNS server over TCP, each question on a connection of its own, which is closed when the
 * answer is there or the time is over. Thread-safe.
 *
 * <p>Source: RFC 1035, section 4.2.2; a message has at most 65,535 bytes.
 */
public final class TcpResolver extends SettledResolver {
  private final InetSocketAddress server;
  private final Duration time;
  private final Optional<TSIG> key;

  /**
   * A resolver.
   *
   * @param time for each question, until its whole answer has come
   * @param key signs what is asked, and tells whether an answer {@link Message#isVerified}
   */
  public TcpResolver(InetSocketAddress server, Duration time, Optional<TSIG> key) {
    this.server = server;
    this.time = time;
    this.key = key;
  }

  /**
   * The answer to this question.
   *
   * @throws IOException if there is none in time, or it is malformed or another question's
   */
  @Override
  public Message send(Message query) throws IOException {
    Message asked = query.clone();
    key.ifPresent(with -> with.apply(asked, null));
    TSIGRecord signature = asked.getTSIG();
    byte[] bytes = ask(asked.toWire(), Deadline.in(time));
    Message answer;
    try {
      answer = new Message(bytes);
    } catch (IllegalArgumentException e) {
      throw new WireParseException("not a DNS message", e);
    }
    requireAnswer(query, answer);
    key.ifPresent(with -> with.verify(answer, bytes, signature));
    return answer;
  }

  private byte[] ask(byte[] query, Deadline deadline) throws IOException {
    ByteBuffer framed = ByteBuffer.allocate(Short.BYTES + query.length);
    framed.putShort((short) query.length).put(query);
    try (DeadlineSocket socket = DeadlineSocket.connect(server, deadline)) {
      socket.getOutputStream().write(framed.array());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] answer = new byte[in.readUnsignedShort()];
      in.readFully(answer);
      return answer;
    }
  }

  private static void requireAnswer(Message query, Message answer) throws WireParseException {
    if (answer.getHeader().getID() != query.getHeader().getID()) {
      throw new WireParseException("an answer to something else");
    }
    requireSameQuestion(query, answer);
  }
}
