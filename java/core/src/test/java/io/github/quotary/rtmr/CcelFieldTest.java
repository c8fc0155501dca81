package io.github.quotary.rtmr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.fixture.Alteration;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Every field of a binary log, changed alone while the registers stay: refused, or told by a
 * register, or nothing that a register covers. The table accounts for every byte.
 */
class CcelFieldTest {
  private static final String REFUSED = "REFUSED";
  private static final String PARTIAL = "PARTIAL";
  private static final String MISMATCH = "MISMATCH";

  /** All three events are proven. */
  private static final String NOTHING = "MATCH 3";

  private static final long FLAGS = 0xa;
  private static final long SEPARATOR = 4;
  private static final long NO_ACTION = 3;
  private static final byte[] FIRST = "firmware configuration".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST = "console=ttyS0 quiet".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ZEROS = new byte[4];
  private static final byte[] LOG =
      BinaryLog.sha384()
          .measured(1, FLAGS, FIRST)
          .measured(2, SEPARATOR, ZEROS)
          .measured(4, FLAGS, LAST)
          .toBytes();
  private static final Replays REGISTERS =
      new Replays()
          .extend(0, Replays.sha384(FIRST))
          .extend(1, Replays.sha384(ZEROS))
          .extend(3, Replays.sha384(LAST));
  private static final List<Field> FIELDS = fields();

  /** What a field leads to with another value. */
  private interface Rule {
    Set<String> of(byte[] after);
  }

  private record Field(String name, int offset, int length, Rule rule) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    // The first event: what the TCG calls TCG_EfiSpecIDEvent.
    add(fields, "header register", 4, NOTHING);
    add(fields, "header type", 4, REFUSED);
    add(fields, "header digest", 20, REFUSED);
    add(fields, "header size", 4, REFUSED);
    add(fields, "signature", 16, REFUSED);
    add(fields, "platform class", 4, NOTHING);
    add(fields, "minor, major, errata, size of UINTN", 4, NOTHING);
    add(fields, "number of algorithms", 4, REFUSED);
    add(fields, "algorithm", 2, REFUSED);
    add(fields, "digest size", 2, REFUSED);
    add(fields, "vendor information size", 1, REFUSED);
    addEvent(fields, "first", FIRST, "MATCH 2");
    // Only a separator's payload must be what its digest is of.
    addEvent(fields, "separator", ZEROS, MISMATCH);
    addEvent(fields, "last", LAST, "MATCH 2");
    return List.copyOf(fields);
  }

  private static void addEvent(List<Field> fields, String event, byte[] payload, String changed) {
    boolean isLast = payload == LAST;
    add(fields, event + " register", 4, CcelFieldTest::ofRegister);
    add(fields, event + " type", 4, CcelFieldTest::ofType);
    add(fields, event + " number of digests", 4, REFUSED);
    add(fields, event + " algorithm", 2, REFUSED);
    add(fields, event + " digest", 48, MISMATCH);
    // A payload that takes in whole events hides them; a longer last one has no room.
    add(
        fields,
        event + " payload size",
        4,
        after -> isLast ? Set.of(REFUSED) : Set.of(REFUSED, PARTIAL));
    add(fields, event + " payload", payload.length, changed);
  }

  private static void add(List<Field> fields, String name, int length, String outcome) {
    add(fields, name, length, after -> Set.of(outcome));
  }

  private static void add(List<Field> fields, String name, int length, Rule rule) {
    int offset = fields.stream().mapToInt(Field::length).sum();
    fields.add(new Field(name, offset, length, rule));
  }

  /** 0 is MRTD, which no log extends; 1 to 4 are the registers; there are no others. */
  private static Set<String> ofRegister(byte[] after) {
    long register = u32(after);
    return Set.of(register > 4 ? REFUSED : register == 0 ? PARTIAL : MISMATCH);
  }

  /** A type is a claim that no digest covers, but for the one that extends nothing. */
  private static Set<String> ofType(byte[] after) {
    long type = u32(after);
    return Set.of(type == 0xffffffffL ? REFUSED : type == NO_ACTION ? PARTIAL : NOTHING);
  }

  private static long u32(byte[] bytes) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt());
  }

  private static String outcome(byte[] bytes) {
    CcelLog log;
    try {
      log = CcelLog.parse(ByteBuffer.wrap(bytes));
    } catch (EventLogFormatException e) {
      return REFUSED;
    }
    RtmrComparison comparison = RtmrReplay.of(log).compareUnverified(REGISTERS.report());
    return comparison.outcome() == RtmrComparison.Outcome.MATCH
        ? "MATCH " + comparison.proven().size()
        : comparison.outcome().name();
  }

  private static void assertExpected(Field field, Alteration alteration) {
    byte[] changed = alteration.of(LOG, field.offset(), field.length());
    byte[] after = Arrays.copyOfRange(changed, field.offset(), field.offset() + field.length());
    Set<String> expected = field.rule().of(after);
    String outcome = outcome(changed);
    if (!expected.contains(outcome)) {
      assertEquals(expected.toString(), outcome, () -> field + ", " + alteration);
    }
  }

  @Provide
  Arbitrary<Alteration> alterations() {
    return Alteration.any();
  }

  @Property
  void aChangedFieldIsRefusedOrToldOrNotCovered(
      @ForAll @IntRange(max = 9999) int which, @ForAll("alterations") Alteration alteration) {
    assertExpected(FIELDS.get(which % FIELDS.size()), alteration);
  }

  /** So that no field depends on luck: first and last bit of each. */
  @Example
  void everyFieldHasItsOutcome() {
    assertEquals(NOTHING, outcome(LOG));
    for (Field field : FIELDS) {
      assertExpected(field, new Alteration(0, new byte[] {1}));
      assertExpected(field, new Alteration(field.length() - 1, new byte[] {(byte) 0x80}));
    }
  }

  @Example
  void theTableAccountsForEveryByte() {
    assertEquals(LOG.length, FIELDS.stream().mapToInt(Field::length).sum());
  }
}
