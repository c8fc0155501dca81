package io.github.quotary.collateral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.fixture.Published;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Holds the readers of plain documents against those of all documents. */
final class PlainDocuments {
  /** In place of any value. */
  static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "1",
          "-1",
          "00",
          "3.0",
          "2e0",
          "255",
          "256",
          "65535",
          "65536",
          "4294967295",
          "4294967296",
          "99999999999",
          "\"\"",
          "\"a\"",
          "\"\\u0041\"",
          "\"0000\"",
          "\"SGX\"",
          "\"TDX\"",
          "\"UpToDate\"",
          "\"Revoked\"",
          "\"2026-02-29T00:00:00Z\"",
          "\"0000-01-01T00:00:00Z\"",
          "\"2026-06-01T23:59:60Z\"",
          "{}",
          "[]",
          "[0]",
          "[\"a\"]",
          "[\"a\",\"b\"]",
          "[{}]",
          "[{\"svn\":1}]",
          "{\"svn\":1}",
          "{\"isvsvn\":1}",
          " 1 ",
          "");

  private PlainDocuments() {}

  /** Whether a TCB info is read in one pass; if so, the general reader reads the same. */
  static boolean agreeOnTcbInfo(byte[] envelope) {
    return agree(
        SignedContent.plainTcbInfo(envelope),
        envelope,
        SignedJson.TCB_INFO,
        TcbInfoParser.MEMBERS,
        TcbInfoParser::parse);
  }

  /** The same of a QE identity. */
  static boolean agreeOnQeIdentity(byte[] envelope) {
    return agree(
        SignedContent.plainQeIdentity(envelope),
        envelope,
        SignedJson.ENCLAVE_IDENTITY,
        QeIdentityParser.MEMBERS,
        QeIdentityParser::parse);
  }

  private static <T> boolean agree(
      SignedContent<T> plain, byte[] envelope, String member, Set<String> known, General<T> parse) {
    if (plain == null) {
      return false;
    }
    try {
      SignedJson general = SignedJson.parse(envelope, member, known);
      assertEquals(parse.parse(general.body()), plain.content());
      assertEquals(general.digest(), plain.digest());
      assertArrayEquals(general.signature().toRaw(), plain.signature().toRaw());
      return true;
    } catch (JsonFormatException e) {
      throw new AssertionError(
          e.problem() + ": " + new String(envelope, StandardCharsets.ISO_8859_1), e);
    }
  }

  /** Every TCB info that was published, or is written by the simulator. */
  static Set<String> tcbInfos() {
    return documents(Collateral::tcbInfo);
  }

  /** Every QE identity likewise. */
  static Set<String> qeIdentities() {
    return documents(Collateral::qeIdentity);
  }

  private static Set<String> documents(Function<Collateral, byte[]> part) {
    Set<String> documents = new LinkedHashSet<>();
    for (QuoteShape shape : QuoteShape.values()) {
      Evidence evidence = Simulated.upToDate(shape);
      documents.add(text(part.apply(Simulated.collateral(evidence))));
    }
    for (Collateral collateral : Published.collateral()) {
      documents.add(text(part.apply(collateral)));
    }
    return documents;
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Where each member and each element stands in a document, however deep it is. */
  static List<Place> places(String json) {
    List<Place> places = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      addPlaces(parser, places);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return places;
  }

  private static void addPlaces(JsonParser parser, List<Place> places) throws IOException {
    boolean object = parser.currentToken() == JsonToken.START_OBJECT;
    for (JsonToken token = parser.nextToken(); !token.isStructEnd(); token = parser.nextToken()) {
      int start = (int) parser.currentTokenLocation().getCharOffset();
      if (object) {
        token = parser.nextToken();
      }
      int value = (int) parser.currentTokenLocation().getCharOffset();
      if (token.isStructStart()) {
        addPlaces(parser, places);
      } else {
        parser.getText();
      }
      places.add(new Place(start, value, (int) parser.currentLocation().getCharOffset()));
    }
  }

  /** A document of which this member or element is changed in every way. */
  static List<String> changed(String json, Place place) {
    String before = json.substring(0, place.start);
    String name = json.substring(place.start, place.value);
    String value = json.substring(place.value, place.end);
    String after = json.substring(place.end);
    List<String> all = new ArrayList<>();
    all.add(without(before, after));
    all.add(before + name + value + "," + name + value + after);
    all.add(before + "\"unknown\":" + value + "," + name + value + after);
    all.add(before + name + value + ",\"more\":{\"a\":[1]}" + after);
    all.add(before + name + value + "," + after);
    all.add(before + name + value + " " + after);
    all.add(before + " " + name + "\t" + value + "\r\n" + after);
    all.add(before + value + after);
    if (!name.isEmpty()) {
      all.add(before + name.replace("\"", "'") + value + after);
      all.add(
          before
              + "\"\\u00"
              + Integer.toHexString(name.charAt(1))
              + name.substring(2)
              + value
              + after);
      all.add(before + name.toUpperCase(Locale.ROOT) + value + after);
      all.add(before + "\"a" + name.substring(1) + value + after);
      all.add(before + name.substring(0, name.length() - 1) + value + after);
    }
    for (String other : VALUES) {
      all.add(before + name + other + after);
    }
    return all;
  }

  private static String without(String before, String after) {
    return before.endsWith(",")
        ? before.substring(0, before.length() - 1) + after
        : before + (after.startsWith(",") ? after.substring(1) : after);
  }

  /** The document with these two exchanged. */
  static String exchanged(String json, Place first, Place second) {
    return json.substring(0, first.start)
        + json.substring(second.start, second.end)
        + json.substring(first.end, second.start)
        + json.substring(first.start, first.end)
        + json.substring(second.end);
  }

  /**
   * A member or an element.
   *
   * @param start of its name, or of its value
   * @param value its value's start
   * @param end its value's end
   */
  record Place(int start, int value, int end) {}

  /** The reader of all documents. */
  @FunctionalInterface
  private interface General<T> {
    T parse(JsonObject body) throws JsonFormatException;
  }
}
