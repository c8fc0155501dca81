package io.github.quotary.ingress.acme;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A name server on a loopback port (UDP) whose records a test changes while it runs. A name without
 * records exists all the same. All names have the address 127.0.0.1.
 */
public final class TestDns implements AutoCloseable {
  private static final int TTL = 1;
  private static final int MAX_ALIASES = 8;
  private static final int MAX_MESSAGE = 65_535;

  private final DatagramSocket socket;
  private final List<Record> records = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private TestDns(DatagramSocket socket) {
    this.socket = socket;
  }

  public static TestDns start() throws IOException {
    TestDns dns = new TestDns(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(dns::serve, "test-dns");
    thread.setDaemon(true);
    thread.start();
    return dns;
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Adds a record, given as zone files have it, for example {@code TXT}, {@code "text"}. */
  public void add(String name, String type, String data) {
    Record record = record(name, type, data);
    if (!records.contains(record)) {
      records.add(record);
    }
  }

  public void remove(String name, String type, String data) {
    records.remove(record(name, type, data));
  }

  /** The records of a name and a type, as zone files have their data. */
  public List<String> at(String name, String type) {
    return found(record(name, "TXT", "x").getName(), Type.value(type)).stream()
        .map(Record::rdataToString)
        .toList();
  }

  /** How many records there are. */
  public int size() {
    return records.size();
  }

  /** All questions so far, for example {@code _acme-challenge.example.com. TXT}. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  List<Record> found(Name name, int type) {
    return records.stream()
        .filter(record -> record.getName().equals(name) && record.getType() == type)
        .toList();
  }

  private static Record record(String name, String type, String data) {
    try {
      return Record.fromString(
          Name.fromString(name.toLowerCase(Locale.ROOT), Name.root),
          Type.value(type),
          DClass.IN,
          TTL,
          data,
          Name.root);
    } catch (IOException e) {
      throw new IllegalArgumentException(name + " " + type + " " + data, e);
    }
  }

  private void serve() {
    byte[] buffer = new byte[MAX_MESSAGE];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        byte[] answer = answer(query).toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException e) {
        // The socket was closed, or the packet was no query: nothing to answer.
      }
    }
  }

  private Message answer(Message query) {
    Record question = query.getQuestion();
    asked.add(question.getName() + " " + Type.string(question.getType()));
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.AA);
    answer.getHeader().setFlag(Flags.RA);
    answer.getHeader().setRcode(Rcode.NOERROR);
    answer.addRecord(question, Section.QUESTION);
    List<Record> found = new ArrayList<>();
    Name name = question.getName();
    // As some providers do it, what stands at the name itself comes before its alias.
    for (int i = 0; i < MAX_ALIASES && found(name, question.getType()).isEmpty(); i++) {
      List<Record> alias = found(name, Type.CNAME);
      if (!alias.isEmpty()) {
        found.add(alias.get(0));
        name = ((CNAMERecord) alias.get(0)).getTarget();
      }
    }
    List<Record> data = found(name, question.getType());
    found.addAll(data);
    if (question.getType() == Type.A && data.isEmpty()) {
      found.add(record(name.toString(), "A", "127.0.0.1"));
    }
    found.forEach(record -> answer.addRecord(record, Section.ANSWER));
    return answer;
  }

  @Override
  public void close() {
    socket.close();
  }
}
