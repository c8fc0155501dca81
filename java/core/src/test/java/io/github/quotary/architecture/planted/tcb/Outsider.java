package io.github.quotary.architecture.planted.tcb;

import static io.github.quotary.architecture.HouseRule.KNOWS_NO_FILES;
import static io.github.quotary.architecture.HouseRule.KNOWS_NO_NETWORK;
import static io.github.quotary.architecture.HouseRule.LOGS_NOTHING;

import io.github.quotary.architecture.Breaks;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reaches for the network, for files and for logs. */
final class Outsider {
  @Breaks(KNOWS_NO_NETWORK)
  Object address() {
    return java.net.URI.create("https://localhost");
  }

  @Breaks(KNOWS_NO_NETWORK)
  Object client() {
    return java.net.http.HttpClient.newHttpClient();
  }

  @Breaks(KNOWS_NO_NETWORK)
  Object tls() {
    return javax.net.ssl.SSLSocketFactory.getDefault();
  }

  @Breaks(KNOWS_NO_FILES)
  Object file() {
    return new java.io.File("quote.bin");
  }

  @Breaks(KNOWS_NO_FILES)
  Object stream() throws IOException {
    return new java.io.FileInputStream("quote.bin");
  }

  @Breaks(KNOWS_NO_FILES)
  Object random() throws IOException {
    return new java.io.RandomAccessFile("quote.bin", "r");
  }

  @Breaks(KNOWS_NO_FILES)
  Object path() {
    return java.nio.file.Path.of("quote.bin");
  }

  @Breaks(KNOWS_NO_FILES)
  Object channel(Object any) {
    return any instanceof java.nio.channels.FileChannel;
  }

  InputStream resource() {
    return Outsider.class.getResourceAsStream("root.der");
  }

  @Breaks(LOGS_NOTHING)
  Object slf4j() {
    return org.slf4j.LoggerFactory.getLogger("quotary");
  }

  @Breaks(LOGS_NOTHING)
  Object jul() {
    return java.util.logging.Logger.getLogger("quotary");
  }

  @Breaks(LOGS_NOTHING)
  Object systemLogger() {
    return System.getLogger("quotary");
  }

  @Breaks(LOGS_NOTHING)
  void out() {
    System.out.println();
  }

  @Breaks(LOGS_NOTHING)
  void err() {
    System.err.println();
  }

  @Breaks(LOGS_NOTHING)
  void trace(Exception cause) {
    cause.printStackTrace();
  }

  @Breaks(LOGS_NOTHING)
  Consumer<IOException> traceByReference() {
    return Throwable::printStackTrace;
  }
}
