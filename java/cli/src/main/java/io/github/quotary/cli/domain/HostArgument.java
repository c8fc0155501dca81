package io.github.quotary.cli.domain;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.evidence.input.InputException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The domain as people write it: a name, perhaps with a port, or the address of its front page.
 *
 * @param name the name in its canonical form
 * @param port where it serves TLS
 */
record HostArgument(DnsName name, int port) {
  private static final int MAX_PORT = 0xffff;
  private static final String LOCALHOST = "localhost";
  private static final Pattern ADDRESS =
      Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*)://)?([^/?#]*)([/?#].*)?", Pattern.DOTALL);
  private static final Pattern PLACE = Pattern.compile("(.*?)(?::([0-9]{1,5}))?", Pattern.DOTALL);

  /**
   * The domain that was asked for.
   *
   * @param err receives a note if the name is asked for in another form
   * @throws InputException if it is not one domain; the message says what to write
   */
  static HostArgument parse(String text, PrintWriter err) {
    Matcher address = ADDRESS.matcher(text.strip());
    if (!address.matches()) {
      throw notAName(text);
    }
    String scheme = address.group(1) == null ? "https" : address.group(1).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https")) {
      throw new InputException(
          "'" + text + "' is not an https address; a domain's key is seen over TLS only");
    }
    Matcher place = PLACE.matcher(address.group(2));
    if (!place.matches() || address.group(2).contains("@")) {
      throw notAName(text);
    }
    String rest = address.group(3) == null ? "" : address.group(3);
    if (!rest.matches("/*")) {
      throw new InputException(
          "'"
              + text
              + "' has a path; one key serves all paths of a domain, so write "
              + address.group(2));
    }
    int port = place.group(2) == null ? DomainRun.HTTPS_PORT : Integer.parseInt(place.group(2));
    if (port < 1 || port > MAX_PORT) {
      throw new InputException("'" + text + "' has no valid port; the last is " + MAX_PORT);
    }
    DnsName name = DomainRun.host(place.group(1));
    note(place.group(1), name, err);
    return new HostArgument(name, port);
  }

  private static InputException notAName(String text) {
    return new InputException(
        "'" + text + "' is not a valid host name; write one such as app.example.com");
  }

  private static void note(String given, DnsName name, PrintWriter err) {
    if (given.chars().anyMatch(c -> c > '~')) {
      err.println("quotary: " + name.unicode() + " is " + name + " in the DNS");
    }
  }

  /**
   * The same if it can be connected to.
   *
   * @param isElsewhere whether the options say where to connect, or need no connection
   * @throws InputException if it is a name of this machine, and nothing says what serves it
   */
  HostArgument reachable(boolean isElsewhere) {
    if (name.text().equals(LOCALHOST) && !isElsewhere) {
      throw new InputException(
          "localhost needs --connect-to ADDRESS:PORT, such as 127.0.0.1:8443: where the domain is"
              + " served for a test");
    }
    return this;
  }

  /** It as an argument of a command. */
  String argument() {
    return port == DomainRun.HTTPS_PORT ? name.text() : name + ":" + port;
  }
}
