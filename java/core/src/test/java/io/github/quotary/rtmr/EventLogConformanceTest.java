package io.github.quotary.rtmr;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteFormatException;
import io.github.quotary.quote.TdReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
      if (replay.events(register) > 0) {
        String name = register.name().toLowerCase(Locale.ROOT);
        String computed = replay.computed(register).toString();
        assertEquals(entry.replayed().get(name), computed, name);
        extended.add(name);
      }
    }
    assertTrue(entry.replayed().keySet().containsAll(extended), extended.toString());
    assertTrue(replay.contradictions().isEmpty(), replay.contradictions().toString());
  }

  private static boolean lacksDigest(Event event, Rtmr register) {
    return event instanceof RuntimeEvent runtime
        && runtime.statedDigest().isEmpty()
        && runtime.register().orElseThrow() == register;
  }

  /**
   * What a replay computes where the log leaves digests out is RTMR3 of real quotes. Of one such
   * log there is no quote among the data.
   */
  @Test
  void logsWithoutDigestsAreThoseOfRealQuotes() throws IOException {
    Set<Measurement> quoted = new HashSet<>();
    for (Quote quote : realQuotes()) {
      if (quote.body() instanceof TdReport report) {
        quoted.add(report.rtmr(3));
      }
    }
    int without = 0;
    int confirmed = 0;
    for (Entry entry : index()) {
      EventLog log = read(entry);
      if (log.events().stream().anyMatch(event -> lacksDigest(event, Rtmr.RTMR3))) {
        without++;
        confirmed += quoted.contains(RtmrReplay.of(log).computed(Rtmr.RTMR3)) ? 1 : 0;
      }
    }
    assertEquals(5, without);
    assertEquals(4, confirmed);
  }

  /** All quotes among the data that can be parsed, from files and from one guest's answer. */
  private static List<Quote> realQuotes() throws IOException {
    List<byte[]> found = new ArrayList<>();
    for (String folder : List.of("real/quotes", "eventlogs/quotes")) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(data(folder))) {
        for (Path file : files) {
          found.add(Files.readAllBytes(file));
        }
      }
    }
    String answer =
        Files.readString(data("dstack/verifier-fixtures/tdx-lite-getquote.json"), US_ASCII);
    Matcher quote = Pattern.compile("\"quote\"\\s*:\\s*\"([0-9a-f]+)\"").matcher(answer);
    assertTrue(quote.find());
    found.add(HexFormat.of().parseHex(quote.group(1)));
    List<Quote> quotes = new ArrayList<>();
    for (byte[] bytes : found) {
      try {
        quotes.add(Quote.copyOf(bytes));
      } catch (QuoteFormatException malformed) {
        // Some are malformed on purpose.
      }
    }
    return quotes;
  }

  @ParameterizedTest
  @MethodSource("index")
  void matchesTheQuotesOfTheIndex(Entry entry) throws IOException {
    RtmrReplay replay = RtmrReplay.of(read(entry));
    for (Path file : entry.quotes()) {
      Quote quote = Quote.copyOf(Files.readAllBytes(file));
      RtmrComparison comparison = replay.compareUnverified((TdReport) quote.body());
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
