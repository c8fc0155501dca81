package io.github.quotary.guest.exchange;

import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.ExchangeLimits;
import io.github.quotary.guest.provider.GuestFault;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One request and its response over a connection of its own. Never throws for what the other side
 * does. Stateless.
 */
public final class UnixExchange {
  private static final int MAX_INTERIM = 8;

  private UnixExchange() {}

  /**
   * Asks, and waits for the whole response. An interrupt ends the exchange, and stays set.
   *
   * @param where what is asked, for faults
   */
  public static Answer<HttpAnswer> ask(
      Path socket, HttpRequest request, ExchangeLimits limits, String where) {
    Deadline deadline = Deadline.in(limits.time(), where);
    UnixConnection connection;
    try {
      connection = UnixConnection.open(socket, deadline);
    } catch (ExchangeException e) {
      return Answer.failed(e.fault());
    } catch (ClosedByInterruptException e) {
      return Answer.failed(new GuestFault.Interrupted(where));
    } catch (IOException e) {
      return Answer.failed(connectionFault(socket, where, e));
    }
    try (connection) {
      connection.write(request.encode());
      return Answer.given(read(new HttpInput(connection, limits, where)));
    } catch (ExchangeException e) {
      return Answer.failed(e.fault());
    } catch (ClosedByInterruptException e) {
      return Answer.failed(new GuestFault.Interrupted(where));
    } catch (IOException e) {
      return Answer.failed(
          new GuestFault.Broken(
              where, "the connection broke: " + words(e), "look whether the agent was restarted"));
    }
  }

  private static HttpAnswer read(HttpInput in) throws IOException {
    HttpHead head = HttpHead.read(in);
    for (int i = 0; head.isInterim(); i++) {
      if (i == MAX_INTERIM) {
        throw in.malformed("more than " + MAX_INTERIM + " interim responses");
      }
      head = HttpHead.read(in);
    }
    return new HttpAnswer(head.status(), head.contentType(in), head.body(in));
  }

  private static GuestFault connectionFault(Path socket, String where, IOException e) {
    if (words(e).contains("too long")) {
      return new GuestFault.Broken(where, words(e), "name the socket by a shorter path");
    }
    if (Files.notExists(socket)) {
      return new GuestFault.NotThere(
          where,
          "run in a guest of dstack, and mount " + socket + " into the container, or name another");
    }
    if (e instanceof ConnectException) {
      return new GuestFault.Refused(
          where,
          "nobody listens: " + words(e),
          "start the guest agent; a socket that an earlier one left has no listener");
    }
    if (e instanceof BindException) {
      return new GuestFault.Refused(
          where,
          "it may not be used: " + words(e),
          "run as a user who may write to the socket and pass its folders");
    }
    return new GuestFault.Broken(
        where, "no connection: " + words(e), "look whether this is a Unix-domain socket");
  }

  private static String words(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
