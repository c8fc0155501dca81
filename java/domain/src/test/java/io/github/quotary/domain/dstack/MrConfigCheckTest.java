package io.github.quotary.domain.dstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MRCONFIGID of all versions, beside what the log proves. */
class MrConfigCheckTest {
  private static final String ONES = "11".repeat(32);
  private static final String TWOS = "22".repeat(20);

  /** Keccak-256 of compose hash, app id, kind 2 and 3059aabb, computed elsewhere. */
  private static final String KMS_DIGEST =
      "760daeedae06f0c976e31f43b5925c43e6ab81016d89d431a02119d7f0a3a17c";

  /** The same with kind 0 and no id. */
  private static final String NONE_DIGEST =
      "03b4de2bcef85ef8f2684d2c099c310a6f48f5754057142632f5b7fbd021c719";

  private static byte[] id(int version, String hash) {
    return HexFormat.of().parseHex("0" + version + hash + "00".repeat(15));
  }

  private static MrConfigCheck check(byte[] mrConfigId, String document) {
    Workload workload = Workload.up().mrConfigId(mrConfigId);
    return MrConfigCheck.of(
        workload.report(),
        workload.events().identity(),
        document.isEmpty() ? Optional.empty() : Optional.of(read(document)));
  }

  private static MrConfigDocument read(String document) {
    return MrConfigDocument.read(document.getBytes(UTF_8)).found().orElseThrow();
  }

  private static byte[] idOf(String document) {
    return id(3, read(document).digest().toString());
  }

  @Test
  void theDocumentsVector() {
    String document = "{\"compose_hash\":\"" + ONES + "\",\"key_provider\":\"kms\",\"version\":3}";
    assertEquals(
        "423ee50a020b3d5f3dcf0bc00d8ebc12984b15560a05ad5416410d28c4390b4e",
        read(document).digest().toString());
  }

  @Test
  void version1IsTheComposeHash() {
    assertEquals(MrConfigCheck.Status.CONSISTENT, check(id(1, ONES), "").status());
    MrConfigCheck other = check(id(1, "33".repeat(32)), "");
    assertEquals(MrConfigCheck.Status.INCONSISTENT, other.status());
    assertTrue(other.detail().contains(ONES), other.detail());
  }

  @Test
  void version2IsTheInstance() {
    assertEquals(MrConfigCheck.Status.CONSISTENT, check(id(2, KMS_DIGEST), "").status());
    assertEquals(MrConfigCheck.Status.INCONSISTENT, check(id(2, NONE_DIGEST), "").status());
    Workload none =
        new Workload()
            .measure("system-preparing")
            .measure("app-id", Workload.APP)
            .measure("compose-hash", Workload.COMPOSE)
            .measure("instance-id")
            .measure("boot-mr-done")
            .measure("key-provider", "{\"name\":\"none\",\"id\":\"\"}")
            .measure("system-ready")
            .mrConfigId(id(2, NONE_DIGEST));
    assertEquals(
        MrConfigCheck.Status.CONSISTENT,
        MrConfigCheck.of(none.report(), none.events().identity(), Optional.empty()).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "                                        | CONSISTENT",
        ",'version':3                            | CONSISTENT",
        ",'app_id':'TWOS'                        | CONSISTENT",
        ",'app_id':''                            | CONSISTENT",
        ",'app_id':null                          | CONSISTENT",
        ",'key_provider_id':'3059AABB'           | CONSISTENT",
        ",'instance_id':'4444444444444444444444444444444444444444' | CONSISTENT",
        ",'init_script_hashes':[]                | CONSISTENT",
        ",'app_id':'3333333333333333333333333333333333333333' | INCONSISTENT",
        ",'key_provider_id':'3059aabbcc'         | INCONSISTENT",
        ",'instance_id':'TWOS'                   | INCONSISTENT",
        ",'gpu_policy_hash':'ONES'               | INCONSISTENT",
        ",'init_script_hashes':['ONES']          | INCONSISTENT",
      })
  void version3IsADocument(String members, String status) {
    String document =
        ("{'compose_hash':'ONES','key_provider':'kms'" + (members == null ? "" : members) + "}")
            .replace("ONES", ONES)
            .replace("TWOS", TWOS)
            .replace('\'', '"');
    assertEquals(
        MrConfigCheck.Status.valueOf(status), check(idOf(document), document).status(), document);
  }

  @Test
  void version3HashesTheBytesAsTheyAre() {
    String document = "{\"compose_hash\":\"" + ONES + "\",\"key_provider\":\"kms\"}";
    assertEquals(MrConfigCheck.Status.INCONSISTENT, check(idOf(document + " "), document).status());
    assertEquals(
        MrConfigCheck.Status.CONSISTENT, check(idOf(document + " "), document + " ").status());
    assertEquals(MrConfigCheck.Status.DOCUMENT_NEEDED, check(idOf(document), "").status());
    String other = document.replace("kms", "tpm");
    assertEquals(MrConfigCheck.Status.INCONSISTENT, check(idOf(other), other).status());
    String another = document.replace("11", "12");
    assertEquals(MrConfigCheck.Status.INCONSISTENT, check(idOf(another), another).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{'compose_hash':'ONES'}",
        "{'key_provider':'kms'}",
        "{'compose_hash':'11','key_provider':'kms'}",
        "{'compose_hash':'ONES','key_provider':'local-sgx'}",
        "{'compose_hash':'ONES','key_provider':'kms','version':2}",
        "{'compose_hash':'ONES','key_provider':'kms','version':'3'}",
        "{'compose_hash':'ONES','key_provider':'kms','more':1}",
        "{'compose_hash':'ONES','key_provider':'kms','app_id':'11'}",
        "{'compose_hash':'ONES','key_provider':'kms','key_provider':'tpm'}",
        "{'compose_hash':'ONES','key_provider':'kms','init_script_hashes':'ONES'}",
        "{'compose_hash':'ONES','key_provider':'kms','init_script_hashes':[1]}",
        "{'compose_hash':'ONES','key_provider':'kms'} {}"
      })
  void refusesDocuments(String document) {
    assertInstanceOf(
        Reading.Malformed.class,
        MrConfigDocument.read(document.replace("ONES", ONES).replace('\'', '"').getBytes(UTF_8)));
  }

  @Test
  void foreignValues() {
    assertEquals(MrConfigCheck.Status.NOT_USED, check(new byte[48], "").status());
    assertEquals(MrConfigCheck.Status.INCONSISTENT, check(id(4, ONES), "").status());
    byte[] tail = id(1, ONES);
    tail[47] = 1;
    assertInstanceOf(MrConfigId.Foreign.class, MrConfigId.of(Measurement.of(tail)));
    assertThrows(IllegalArgumentException.class, () -> MrConfigId.of(Measurement.of(new byte[47])));
  }
}
