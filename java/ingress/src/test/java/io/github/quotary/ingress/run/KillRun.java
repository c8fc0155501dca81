package io.github.quotary.ingress.run;

import io.github.quotary.ingress.acme.CaRequest;
import io.github.quotary.ingress.acme.TestCa;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.RecordType;
import io.github.quotary.ingress.run.Gate.Moment;
import io.github.quotary.ingress.run.Gate.Source;
import io.github.quotary.ingress.run.Gate.Way;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lets child processes work, kills them at chosen moments, and looks at what the next one does. */
final class KillRun implements AutoCloseable {
  private static final int MOST_PASSES = 4;
  private static final int MOST_ACTIONS = 28;
  private static final int MOST_MILLIS = 1200;

  private final Random random;
  private final IngressLab lab;
  private final Gate gate = new Gate();
  private final ZoneServer zone;
  private final LockWatch locks;
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Integer> struck = new TreeMap<>();
  private @Nullable Child child;
  private @Nullable KillChecks checks;
  private int acts;
  private int kills;
  private int states;

  /** What a child is at when it is killed. */
  private enum Act {
    ISSUE,
    RENEW,
    ACCOUNT_LOST,
    FOREIGN_LOCK,
    EXCHANGE,
    ACCOUNT_LOST_AND_RENEW
  }

  private KillRun(IngressLab lab, long seed) throws IOException {
    this.lab = lab;
    this.random = new Random(seed);
    this.zone = ZoneServer.start(lab.zone, gate);
    this.locks = new LockWatch(lab.zone, lab.ca);
    lab.zone.onChange(locks::look);
    lab.ca.watch(
        new TestCa.Watch() {
          @Override
          public boolean before(CaRequest request) {
            return gate.before(Source.ACME, request.kind().toString());
          }

          @Override
          public void after(CaRequest request) {
            gate.after(Source.ACME, request.kind().toString());
          }
        });
    lab.agentFront.watch(
        new AgentFront.Watch() {
          @Override
          public boolean before(String request) {
            return gate.before(Source.AGENT, request.contains("Quote") ? "quote" : "info");
          }

          @Override
          public void after(String request) {
            gate.after(Source.AGENT, request.contains("Quote") ? "quote" : "info");
          }
        });
  }

  static KillRun start(Path folder, long seed) throws Exception {
    return new KillRun(IngressLab.start(folder, "app.example.com"), seed);
  }

  /** What was not as it should be after a kill. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** How many kills there were, and at what. */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add(kills + " kills, " + states + " states, " + locks.looks() + " looks at the locks");
    struck.forEach((what, count) -> lines.add("  " + count + "  " + what));
    return lines;
  }

  /** One piece of work with its kills; answers with how many there were. */
  int act() throws Exception {
    Act act = Act.values()[acts++ % Act.values().length];
    int before = kills;
    prepare(act);
    String told = act + " " + moment(act);
    check(told);
    while (random.nextInt(4) == 0) {
      told = "RECOVERY after " + told;
      kill(told, chosen(false));
      restart(told);
      check(told);
    }
    return kills - before;
  }

  private void prepare(Act act) throws Exception {
    switch (act) {
      case ISSUE -> fresh();
      case FOREIGN_LOCK -> {
        fresh();
        foreign();
      }
      case RENEW, EXCHANGE -> child().tell("later 1460");
      case ACCOUNT_LOST -> lose();
      case ACCOUNT_LOST_AND_RENEW -> {
        lose();
        child().tell("later 1460");
      }
    }
  }

  private void lose() throws Exception {
    lab.loseAccounts();
    checks().accountsMayBeMade();
  }

  private String moment(Act act) throws Exception {
    String how = kill(act.toString(), chosen(act == Act.EXCHANGE));
    restart(act + " " + how);
    return how;
  }

  private Moment chosen(boolean exchange) {
    Way way = Way.values()[random.nextInt(Way.values().length)];
    if (exchange) {
      // Between the certificate's arrival and its evidence.
      return random.nextBoolean()
          ? new Moment(EnumSet.of(Source.ACME), "CERTIFICATE", 1, Way.ANSWERED, random.nextInt(150))
          : new Moment(EnumSet.of(Source.AGENT), "quote", 1, way, random.nextInt(100));
    }
    int kind = random.nextInt(4);
    if (kind == 0) {
      // No action has this name: the time decides.
      return new Moment(
          EnumSet.allOf(Source.class), "the time", 1, Way.ANSWERED, random.nextInt(MOST_MILLIS));
    }
    EnumSet<Source> sources =
        kind == 1 ? EnumSet.of(Source.DNS, Source.AGENT) : EnumSet.allOf(Source.class);
    String only = kind == 2 ? "e" : "";
    return new Moment(
        sources,
        only,
        1 + random.nextInt(kind == 1 ? MOST_ACTIONS / 2 : MOST_ACTIONS),
        way,
        random.nextInt(60));
  }

  /** Lets the child make passes until it dies; answers with how it did. */
  private String kill(String what, Moment moment) throws Exception {
    Child victim = child();
    gate.arm(victim, moment);
    victim.tell("pass");
    String how = "";
    if (moment.only().equals("the time")) {
      victim.kill(moment.millis());
      how = "by time " + moment.millis();
    }
    Optional<String> answer = victim.answer();
    String at = gate.calm();
    victim.kill(0);
    if (how.isEmpty()) {
      how = answer.isPresent() ? "after its pass" : at;
    }
    kills++;
    struck.merge(what.split(" ", 2)[0] + ": " + how.replaceAll("[0-9].*", ""), 1, Integer::sum);
    return how + " (kill " + kills + ")";
  }

  private void restart(String told) throws Exception {
    Optional<byte[]> stored = checks().storedLeaf();
    Child next = start();
    child = next;
    if (stored.isPresent()) {
      checks().servedAtOnce(stored.get()).ifPresent(why -> wrong(told, why));
    }
    if (random.nextBoolean()) {
      next.tell("later 1460");
    }
  }

  private void check(String told) throws Exception {
    Child now = child();
    String last = "";
    for (int pass = 0; pass < MOST_PASSES && !last.equals("good"); pass++) {
      now.tell("pass");
      last = now.answer().orElse("it died");
    }
    if (!last.equals("good")) {
      wrong(told, "no good pass: " + last);
    }
    checks().all(locks).forEach(why -> wrong(told, why));
  }

  private void wrong(String told, String why) {
    wrong.add(told + ": " + why + "\n" + child());
  }

  /** Another ingress, with nothing at hand, for other names. */
  private void fresh() throws Exception {
    if (child != null) {
      child.close();
    }
    states++;
    String name = "s" + states + ".example.com";
    boolean hasWildcard = states % 3 == 2;
    lab.set("DOMAINS", hasWildcard ? name + ",*." + name : name);
    lab.set("ONE_CERTIFICATE", String.valueOf(states % 6 == 2));
    lab.set("STATE_DIR", lab.folder.resolve("state" + states).toString());
    lab.set("EVIDENCE_DIR", lab.folder.resolve("evidences" + states).toString());
    lab.set("REPLACE_RECORDS", "");
    checks = new KillChecks(lab, name, hasWildcard);
    child = start();
  }

  /** Somebody else's locks, which may go. */
  private void foreign() throws Exception {
    Child unready = child();
    List<String> values = List.of("0 issue \"letsencrypt.org\"", "0 issuewild \"other.example\"");
    String name = checks().name();
    List<String> shown = new ArrayList<>();
    for (String value : values) {
      DnsRecord record = DnsRecord.of(name, ZoneServer.data(RecordType.CAA, value));
      lab.zone.add(record);
      shown.add(record.toString());
    }
    lab.set("REPLACE_RECORDS", String.join("\n", shown));
    unready.close();
    child = start();
  }

  private Child start() throws Exception {
    Properties file = new Properties();
    lab.settings().forEach((name, value) -> file.setProperty(ChildMain.SETTING + name, value));
    file.setProperty("agent", lab.agentSocket().toString());
    file.setProperty("resolver", String.valueOf(lab.dns.port()));
    file.setProperty("authority", lab.ca.directory().toString());
    file.setProperty(
        "root", Files.write(lab.folder.resolve("root.pem"), lab.authorityRoot()).toString());
    file.setProperty("zone", zone.address().toString());
    Path path = lab.folder.resolve("child.properties");
    try (Writer writer = Files.newBufferedWriter(path)) {
      file.store(writer, null);
    }
    Child started = Child.start(path);
    if (started.answer().filter(answer -> answer.startsWith("started")).isEmpty()) {
      throw new IllegalStateException("a child did not start:\n" + started);
    }
    return started;
  }

  private Child child() {
    if (child == null) {
      throw new IllegalStateException("there is no child yet");
    }
    return child;
  }

  private KillChecks checks() {
    if (checks == null) {
      throw new IllegalStateException("there is no state yet");
    }
    return checks;
  }

  @Override
  public void close() {
    if (child != null) {
      child.close();
    }
    zone.close();
    lab.close();
  }
}
