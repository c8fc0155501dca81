package io.github.quotary.domain.dstack.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.quotary.domain.dstack.Workload;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.quote.Measurement;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory list, from its compact form to the bytes that are hashed. */
class TdHobTest {
  private static final long GIB = 1L << 30;

  /** dstack's firmware: 0x800000 to 0x806000, list at 0x809000 with 2 pages, 2 pages, 16 pages. */
  private static final String WITNESS = "80100904000609020b021010";

  private static TdHob read(String witness) throws MalformedException {
    return TdHob.readWitness(ByteBuffer.wrap(HexFormat.of().parseHex(witness)));
  }

  private static byte[] resource(int type, long start, long end) {
    return ByteBuffer.allocate(48)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) 3)
        .putShort((short) 48)
        .position(24)
        .putInt(type)
        .putInt(7)
        .putLong(start)
        .putLong(end - start)
        .array();
  }

  private static Measurement digest(byte[]... resources) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ByteBuffer.allocate(56)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) 1)
            .putShort((short) 56)
            .putInt(8, 9)
            .putLong(48, 0x809000 + 56 + 48L * resources.length + 8)
            .array());
    for (byte[] resource : resources) {
      out.writeBytes(resource);
    }
    return Measurement.of(Workload.hash("SHA-384", out.toByteArray()));
  }

  @Test
  void readsTheCompactForm() throws MalformedException {
    assertEquals(
        new TdHob(
            0x809000,
            List.of(
                new TdHob.Range(0x800000, 0x806000),
                new TdHob.Range(0x809000, 0x80b000),
                new TdHob.Range(0x80b000, 0x80d000),
                new TdHob.Range(0x810000, 0x820000))),
        read(WITNESS));
  }

  @Test
  void listsTheMemoryOfASmallVm() throws MalformedException {
    assertEquals(
        digest(
            resource(7, 0, 0x800000),
            resource(0, 0x800000, 0x806000),
            resource(7, 0x806000, 0x809000),
            resource(0, 0x809000, 0x80b000),
            resource(0, 0x80b000, 0x80d000),
            resource(7, 0x80d000, 0x810000),
            resource(0, 0x810000, 0x820000),
            resource(7, 0x820000, 2 * GIB)),
        read(WITNESS).digest(2 * GIB));
  }

  @Test
  void putsTheMemoryOfALargeVmAbove4Gib() throws MalformedException {
    assertEquals(
        digest(
            resource(0, 0, 0x1000), resource(7, 0x1000, 2 * GIB), resource(7, 4 * GIB, 66 * GIB)),
        new TdHob(0x809000, List.of(new TdHob.Range(0, 0x1000))).digest(64 * GIB));
    assertEquals(
        digest(resource(7, 0, 2 * GIB), resource(7, 4 * GIB, 4 * GIB + 0x30000000L)),
        new TdHob(0x809000, List.of()).digest(0xb0000000L));
    assertEquals(
        digest(resource(7, 0, 0xaffff000L)), new TdHob(0x809000, List.of()).digest(0xaffff000L));
  }

  @Test
  void sortsRangesAndRefusesThoseThatOverlap() throws MalformedException {
    TdHob.Range low = new TdHob.Range(0x1000, 0x2000);
    TdHob.Range high = new TdHob.Range(0x2000, 0x3000);
    assertEquals(
        new TdHob(0x809000, List.of(low, high)).digest(2 * GIB),
        new TdHob(0x809000, List.of(high, low)).digest(2 * GIB));
    for (TdHob.Range bad :
        List.of(
            low,
            new TdHob.Range(0x1fff, 0x2001),
            new TdHob.Range(0x3000, 0x3000),
            new TdHob.Range(0x3000, 2 * GIB))) {
      assertThrows(
          MalformedException.class, () -> new TdHob(0x809000, List.of(low, bad)).digest(2 * GIB));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "80",
        "8010090400060902",
        "80100904000609020b021010ff",
        "801009ffffffffffffffffff01",
        "ffffffffffffffffff7f0900",
        "80808080800101",
        "801009ff7f"
      })
  void refusesCompactForms(String witness) {
    assertThrows(MalformedException.class, () -> read(witness));
  }
}
