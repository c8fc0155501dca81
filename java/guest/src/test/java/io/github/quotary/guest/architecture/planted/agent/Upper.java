package io.github.quotary.guest.architecture.planted.agent;

import io.github.quotary.guest.architecture.planted.provider.Lower;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** An upper floor: it may use the lower one, but neither sockets nor files. */
public final class Upper {
  private Upper() {}

  /** A target for lower floors. */
  public static void visit() {}

  static void descend() {
    Lower.visit();
  }

  static void connect() throws IOException {
    SocketChannel.open();
  }

  static boolean look() {
    return Files.exists(Path.of("x"));
  }
}
