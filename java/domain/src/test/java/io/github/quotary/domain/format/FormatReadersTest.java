package io.github.quotary.domain.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SCALE, MessagePack, CBOR and JSON: what is read, and what is refused without allocating. */
class FormatReadersTest {
  private static Cursor cursor(String hex) {
    return new Cursor(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
  }

  private static ScaleReader scale(String hex) {
    return new ScaleReader(cursor(hex));
  }

  private static MessagePackReader pack(String hex) {
    return new MessagePackReader(cursor(hex));
  }

  private static CborReader cbor(String hex) {
    return new CborReader(cursor(hex));
  }

  /** Vectors of the SCALE specification. */
  @ParameterizedTest
  @CsvSource({
    "00,0",
    "04,1",
    "a8,42",
    "fc,63",
    "0101,64",
    "1501,69",
    "fdff,16383",
    "02000100,16384",
    "feff0300,65535",
    "feffffff,1073741823",
    "0300000040,1073741824",
    "03ffffffff,4294967295"
  })
  void scaleLengths(String hex, long value) throws MalformedException {
    assertEquals(value, scale(hex).compact());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01",
        "02",
        "020000",
        "03",
        "03000000",
        "0100",
        "fd00",
        "02000000",
        "feff0000",
        "0300000000",
        "03ffffff3f",
        "070000000001",
        "ffffffffffffffff"
      })
  void scaleLengthsThatAreNone(String hex) {
    assertThrows(MalformedException.class, () -> scale(hex).compact());
  }

  @Test
  void scaleDoesNotBelieveLengths() {
    assertThrows(MalformedException.class, () -> scale("03ffffffff 00").bytes());
    assertThrows(MalformedException.class, () -> scale("03ffffffff 00").count(11));
    assertThrows(MalformedException.class, () -> scale("08 ff fe").string());
  }

  @ParameterizedTest
  @CsvSource({
    "00,0",
    "7f,127",
    "cc80,128",
    "cdffff,65535",
    "ceffffffff,4294967295",
    "cf7fffffffffffffff,9223372036854775807"
  })
  void packedIntegers(String hex, long value) throws MalformedException {
    assertEquals(value, pack(hex).unsigned());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "d0ff", "80", "c0", "cb0000000000000000", "cd00"})
  void malformedPackedIntegers(String hex) {
    assertThrows(MalformedException.class, () -> pack(hex).unsigned());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c4020180",
        "c500020180",
        "c6000000020180",
        "9201cc80",
        "dc000201cc80",
        "dd0000000201cc80"
      })
  void packedBytesOfEveryKind(String hex) throws MalformedException {
    assertEquals(ByteBuffer.wrap(new byte[] {1, (byte) 0x80}), pack(hex).bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"91cd0100", "91a0", "c403aabb", "ddffffffff00", "a0", "80"})
  void malformedPackedBytes(String hex) {
    assertThrows(MalformedException.class, () -> pack(hex).bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a161", "d90161", "da000161", "db0000000161"})
  void packedStrings(String hex) throws MalformedException {
    assertEquals("a", pack(hex).string());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a1ff", "a261", "c40161", "dbffffffff61"})
  void malformedPackedStrings(String hex) {
    assertThrows(MalformedException.class, () -> pack(hex).string());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "ff",
        "c0",
        "c2",
        "c3",
        "c401ff",
        "c50001ff",
        "c600000001ff",
        "c70105ff",
        "c8000105ff",
        "c90000000105ff",
        "ca00000000",
        "cb0000000000000000",
        "cc00",
        "cd0000",
        "ce00000000",
        "cf0000000000000000",
        "d000",
        "d10000",
        "d200000000",
        "d30000000000000000",
        "d405ff",
        "d505ffff",
        "d605ffffffff",
        "d705ffffffffffffffff",
        "d805ffffffffffffffffffffffffffffffff",
        "d90161",
        "da000161",
        "db0000000161",
        "a161",
        "93010203",
        "dc000101",
        "dd0000000101",
        "81a16101",
        "de0001a16101",
        "df00000001a16101",
        "82a161920102a162c0"
      })
  void everyPackedValueCanBeLeftOut(String hex) throws MalformedException {
    Cursor in = cursor(hex + "2a");
    MessagePackReader reader = new MessagePackReader(in);
    reader.skip();
    assertEquals(42, reader.unsigned());
  }

  @Test
  void leavesOutHoweverDeep() throws MalformedException {
    Cursor in = cursor("91".repeat(1_000_000) + "c0");
    new MessagePackReader(in).skip();
    assertEquals(0, in.remaining());
    assertThrows(MalformedException.class, () -> pack("91".repeat(10)).skip());
    assertThrows(MalformedException.class, () -> pack("c1").skip());
    assertThrows(MalformedException.class, () -> pack("ddffffffff").skip());
  }

  @Test
  void packedMapsAndNil() throws MalformedException {
    assertEquals(1, pack("81a161c0").map());
    assertEquals(1, pack("de0001a161c0").map());
    assertThrows(MalformedException.class, () -> pack("dfffffffff").map());
    assertThrows(MalformedException.class, () -> pack("90").map());
    assertThrows(MalformedException.class, () -> pack("80").array());
    assertTrue(pack("c0").nil());
    assertFalse(pack("c2").nil());
    assertTrue(MessagePackReader.isMap(0x80) && MessagePackReader.isMap(0xdf));
    assertFalse(MessagePackReader.isMap(0x90) || MessagePackReader.isMap(0x7f));
  }

  @Test
  void cborOfTheKindsThatAreNeeded() throws MalformedException {
    assertEquals(2, cbor("a2 0000 0000").map());
    assertEquals(2, cbor("820000").array());
    assertEquals(60_000, cbor("d9ea60").tag());
    assertEquals(ByteBuffer.wrap(new byte[] {1, 2}), cbor("420102").octets());
    assertThrows(MalformedException.class, () -> cbor("6430313032").octets());
    assertThrows(MalformedException.class, () -> cbor("8200").array());
    assertEquals(CborReader.Kind.TAG, cbor("d9ea60").next());
    assertEquals(CborReader.Kind.MAP, cbor("a0").next());
    assertEquals(0, cbor("b800").map());
    assertEquals(23, cbor("17").unsigned());
    assertEquals(300, cbor("19012c").unsigned());
    assertEquals("ab", cbor("626162").text());
    assertEquals(ByteBuffer.wrap(new byte[] {1, 2}), cbor("420102").bytes());
    assertEquals(ByteBuffer.wrap(new byte[] {1, 2}), cbor("6430313032").bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bf",
        "5f",
        "7f",
        "1f",
        "1bffffffffffffffff",
        "5bffffffffffffffff",
        "5b7fffffffffffffff",
        "bb7fffffffffffffff",
        "5affffffff",
        "4101ff",
        "c100",
        "20",
        "62ff",
        "6130",
        "627a7a",
        "1c"
      })
  void cborThatIsRefused(String hex) {
    assertThrows(
        MalformedException.class,
        () -> {
          Cursor in = cursor(hex);
          int major = hex.isEmpty() ? 0 : Integer.parseInt(hex.substring(0, 1), 16) / 2;
          CborReader reader = new CborReader(in);
          if (major == 5) {
            reader.map();
          } else if (major == 0 || major == 1) {
            reader.unsigned();
          } else {
            reader.bytes();
          }
          in.requireEnd();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}{}", "{\"a\":1,\"a\":1}", "{'a':1}", "nul", "1"})
  void jsonThatIsNotAStrictObject(String json) {
    assertThrows(MalformedException.class, () -> StrictJson.object(json));
  }

  @Test
  void jsonThatIsTooDeep() {
    String json = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThrows(MalformedException.class, () -> StrictJson.object(json));
  }

  /** A parser that guesses the encoding reads another text than who searches the bytes. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE", "UTF-16", "UTF-32"})
  void jsonIsUtf8Only(String encoding) {
    byte[] json = "{\"a\": \"b\"}".getBytes(Charset.forName(encoding));
    assertTrue(StrictJson.read(json).problem().isPresent());
    assertThrows(MalformedException.class, () -> StrictJson.object(json));
  }

  @Test
  void unitsThatAreNotCharactersAreMalformed() throws MalformedException {
    for (String hex :
        List.of("0000007b7fffffff", "7b000000ffffff7f", "7b22ff223a317d", "7b22eda080223a317d")) {
      assertTrue(StrictJson.read(HexFormat.of().parseHex(hex)).problem().isPresent(), hex);
    }
    assertEquals(1, StrictJson.object(HexFormat.of().parseHex("efbbbf7b2261223a317d")).size());
  }
}
