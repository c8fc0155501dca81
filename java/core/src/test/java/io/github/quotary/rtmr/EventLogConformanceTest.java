package io.github.quotary.rtmr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real logs of several clouds and boot loaders, and the real quotes that they belong to. */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class EventLogConformanceTest {
  /**
   * Logs with run-time events whose digest is left out. The index replays zeros in its place, which
   * no register was extended with; what counts is {@link #RTMR3}, from the quotes of their
   * workloads.
   */
  private static final Set<String> STRIPPED =
      Set.of(
          "dstack-7e9eb218189b",
          "dstack-00298193728d",
          "dstack-9bcb9ea254f0",
          "dstack-038c5d970f71",
          "dstack-b3e05f40e67f");

  /** RTMR3 of real quotes over those logs. */
  private static final Map<String, String> RTMR3 =
      Map.of(
          "dstack-7e9eb218189b",
          "4ac72fb0b708785794339f85ea1d1fe9e0a5c37e6435d86918635f368f193c8a"
              + "48bef35649fd87185312333069b8e1eb",
          "dstack-00298193728d",
          "6f24c170d0fd63fc2b1b53202eea47b013978437fa6982cf5e0438ff95c20899"
              + "4aaa0f4ebab2e3a66824b5b56869137e");

  private static Path data(String name) {
    return Path.of(System.getenv("QUOTARY_CONFORMANCE")).resolve(name);
  }

  /** An entry of the index. */
  record Entry(String id, Path file, int events, Map<String, String> replayed, List<Path> quotes) {
    @Override
    public String toString() {
      return id;
    }
  }

  static List<Entry> index() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (JsonParser parser =
        new JsonFactory().createParser(data("eventlogs/index.json").toFile())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        entries.add(entry(parser));
      }
    }
    return entries;
  }

  private static Entry entry(JsonParser parser) throws IOException {
    String id = "";
    String file = "";
    int events = 0;
    Map<String, String> replayed = new HashMap<>();
    List<Path> quotes = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "id" -> id = parser.getText();
        case "file" -> file = parser.getText();
        case "events" -> events = parser.getIntValue();
        case "replayed" -> {
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            replayed.put(parser.currentName(), parser.nextTextValue());
          }
        }
        case "matchesQuotes" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            quotes.add(data(parser.getText()));
          }
        }
        default -> parser.skipChildren();
      }
    }
    return new Entry(id, data("eventlogs").resolve(file), events, replayed, quotes);
  }

  private static EventLog read(Entry entry) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(entry.file()));
    return entry.id().startsWith("ccel") ? CcelLog.parse(bytes) : RuntimeEventLog.parse(bytes);
  }

  @ParameterizedTest
  @MethodSource("index")
  void givesTheRegistersOfTheIndex(Entry entry) throws IOException {
    EventLog log = read(entry);
    assertEquals(entry.events(), log.size());
    RtmrReplay replay = RtmrReplay.of(log);
    Set<String> extended = new TreeSet<>();
    for (Rtmr register : Rtmr.values()) {
      String name = register.name().toLowerCase(java.util.Locale.ROOT);
      String computed = replay.computed(register).toString();
      if (register == Rtmr.RTMR3 && STRIPPED.contains(entry.id())) {
        assertEquals(RTMR3.getOrDefault(entry.id(), computed), computed);
      } else if (entry.replayed().containsKey(name) && replay.events(register) > 0) {
        assertEquals(entry.replayed().get(name), computed, name);
      }
      if (replay.events(register) > 0) {
        extended.add(name);
      }
    }
    assertTrue(entry.replayed().keySet().containsAll(extended), extended.toString());
    assertTrue(replay.contradictions().isEmpty(), replay.contradictions().toString());
  }

  @ParameterizedTest
  @MethodSource("index")
  void matchesTheQuotesOfTheIndex(Entry entry) throws IOException {
    RtmrReplay replay = RtmrReplay.of(read(entry));
    for (Path file : entry.quotes()) {
      Quote quote = Quote.copyOf(Files.readAllBytes(file));
      RtmrComparison comparison = replay.compare((TdReport) quote.body());
      for (RegisterMatch match : comparison.registers()) {
        assertTrue(
            match instanceof RegisterMatch.Matches
                || match instanceof RegisterMatch.NoEvents none && none.isUntouched(),
            file + ": " + match);
      }
      assertEquals(
          replay.log(Rtmr.RTMR0).size(), comparison.proven().size() + comparison.unproven().size());
    }
  }

  @Test
  void hasAllLogsAndQuotes() throws IOException {
    List<Entry> index = index();
    assertEquals(33, index.size());
    assertEquals(14, index.stream().filter(entry -> !entry.quotes().isEmpty()).count());
  }

  @Test
  void provesWhatFirmwareMeasuredOfItsPayloads() throws IOException {
    for (Entry entry : index()) {
      for (Event event : read(entry).events()) {
        if (event instanceof BootEvent boot && MeasuredPart.mustExist(boot)) {
          assertTrue(MeasuredPart.of(boot) != null, entry + ", event " + event.index());
        }
        // Some kernels leave id and size out of their tags.
        if (event instanceof BootEvent boot
            && boot.unprovenPayload().hasRemaining()
            && !boot.type().equals(EventType.EVENT_TAG)) {
          assertTrue(
              !(boot.unprovenData() instanceof EventData.Malformed),
              () -> entry + ", event " + boot.index() + ": " + boot.unprovenData());
        }
      }
    }
  }

  /** Of two logs that are the same otherwise, one has the separator of RTMR1 in RTMR0. */
  @Test
  void countsSeparators() throws IOException {
    for (Entry entry : index()) {
      if (entry.id().equals("ccel-eac6ae2814de") || entry.id().equals("ccel-090dc1875838")) {
        EventLog log = read(entry);
        boolean sound = entry.id().equals("ccel-090dc1875838");
        assertEquals(sound ? 1 : 2, log.separators(Rtmr.RTMR0), entry.id());
        assertEquals(sound ? 1 : 0, log.separators(Rtmr.RTMR1), entry.id());
      }
    }
  }

  @Test
  void replaysTheLogOfTheSpecification() throws IOException {
    CcelLog log =
        CcelLog.parse(ByteBuffer.wrap(Files.readAllBytes(data("dstack/cc-eventlog/ccel.bin"))));
    RtmrReplay replay = RtmrReplay.of(log);
    assertEquals(
        "274c2344116db7c663470693b5ba62b8621eac28cb41d2f816ddf188f9f423f9"
            + "00a1c44d32386fd3c993dc814e62af9d",
        replay.computed(Rtmr.RTMR0).toString());
    assertEquals(
        "bdcf4ee0f7fdfe7c73fbb19ded73193aee23a6726b86d3b282ea097cf4c9ed7a"
            + "0db21b5c1ccd513e410d90e310836b26",
        replay.computed(Rtmr.RTMR1).toString());
    assertEquals(0, replay.events(Rtmr.RTMR2));
    BootEvent last = (BootEvent) log.event(log.size() - 1);
    assertEquals(1933, last.offset() + 12 + 2 + 48 + 4 + last.unprovenPayload().limit());
  }
}
