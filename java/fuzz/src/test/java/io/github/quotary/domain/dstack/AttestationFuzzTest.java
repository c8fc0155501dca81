package io.github.quotary.domain.dstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.domain.dstack.image.OsImageAllowList;
import io.github.quotary.domain.dstack.image.VmConfig;
import io.github.quotary.fuzz.Seeds;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Versioned attestations in SCALE and MessagePack, and the documents that come with them. */
class AttestationFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.concat(
        Stream.of(
            Seeds.forReader(1, Seeds.vector("dstack-0-6", "mr-config.json")),
            Seeds.forReader(2, Seeds.vector("dstack-0-6", "app-compose.json")),
            Seeds.forReader(3, "{\"name\":\"kms\",\"id\":\"00\"}"),
            Seeds.forReader(4, "{\"memory_size\":1,\"os_image_hash\":\"" + "00".repeat(32) + "\"}"),
            Seeds.forReader(5, "[]")),
        Seeds.gateway().documents().values().stream()
            .map(reply -> new String(reply.body(), UTF_8))
            .flatMap(AttestationFuzzTest::attestations)
            .map(bytes -> Seeds.forReader(0, bytes)));
  }

  /** What stands in a document in hexadecimal, with version 0 or 1 of an attestation. */
  private static Stream<byte[]> attestations(String document) {
    return java.util.regex.Pattern.compile("\"(0[01][0-9a-f]{200,})\"")
        .matcher(document)
        .results()
        .map(match -> HexFormat.of().parseHex(match.group(1)))
        .limit(2);
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    String text = new String(bytes, UTF_8);
    switch (Seeds.reader(input, 6)) {
      case 0 -> assertEquals(attestation(bytes), attestation(bytes));
      case 1 ->
          MrConfigDocument.read(bytes).problem().ifPresent(words -> assertFalse(words.isBlank()));
      case 2 -> assertEquals(ComposeFile.of(bytes), ComposeFile.of(bytes));
      case 3 ->
          assertEquals(
              KeyProvider.parse(ByteBuffer.wrap(bytes)), KeyProvider.parse(ByteBuffer.wrap(bytes)));
      case 4 -> assertEquals(VmConfig.read(text).found(), VmConfig.read(text).found());
      default ->
          assertEquals(
              OsImageAllowList.read(text).problem(), OsImageAllowList.read(text).problem());
    }
  }

  private static String attestation(byte[] bytes) {
    AttestationDecoding decoding = TdxAttestation.decode(ByteBuffer.wrap(bytes));
    decoding.answer();
    return decoding.getClass().getSimpleName();
  }
}
