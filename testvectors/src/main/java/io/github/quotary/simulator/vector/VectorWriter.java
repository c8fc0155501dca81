package io.github.quotary.simulator.vector;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.MrConfigVersion;
import io.github.quotary.simulator.octets.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a vector as a directory of four files, and more if a dstack app runs in the TD.
 *
 * <ul>
 *   <li>{@code quote.bin}: the quote
 *   <li>{@code collateral.json}: {@link Evidence#collateralJson()}
 *   <li>{@code root.pem}: the certificate to trust
 *   <li>{@code case.json}: {@code id}, {@code about}, {@code at} (ISO 8601), {@code policy} (the
 *       default one with {@code identity} waived: a vector is about the platform, and nobody's TD),
 *       {@code expected} with the verdicts {@code g1} and {@code g2} of Intel's library up to 1.26
 *       and of 1.27, {@code quotary} ({@code rejected} or {@code verified}) where Quotary differs
 *       on purpose, and {@code trustedUnderDefaultPolicy}: true or false, or where the generations
 *       differ in it, an object with {@code g1} and {@code g2}. Where nothing is known, the last
 *       three are absent
 *   <li>of an app, which {@code case.json} then describes in {@code dstack}: {@code
 *       event-log.json}, dstack's log; {@code ccel.bin}, firmware's log; {@code app-compose.json},
 *       what was measured; {@code mr-config.json}, the document behind MRCONFIGID where that is of
 *       version 3
 * </ul>
 *
 * <p>A verdict has {@code outcome} {@code verified} with {@code tcbStatus}, {@code expired}, {@code
 * advisoryIds} and {@code tcbDate} (seconds since 1970), or {@code outcome} {@code rejected} with
 * {@code returnCode}, {@code stage} and, where the stage has one, {@code qvlStatus}.
 */
public final class VectorWriter {
  /** The names that files of a vector can have. */
  public static final List<String> NAMES =
      List.of(
          "quote.bin",
          "collateral.json",
          "root.pem",
          "case.json",
          "event-log.json",
          "ccel.bin",
          "app-compose.json",
          "mr-config.json");

  /** Enough for any app's events, and small enough to be kept. */
  private static final int LOG_AREA = 1 << 13;

  private VectorWriter() {}

  /** The files of a vector, by name. */
  public static Map<String, byte[]> files(TestVector vector) {
    Evidence evidence = vector.evidence();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("quote.bin", evidence.quote());
    files.put("collateral.json", utf8(evidence.collateralJson()));
    files.put("root.pem", utf8(evidence.rootPem()));
    files.put("case.json", utf8(JsonText.indented(json -> writeCase(json, vector))));
    if (vector.app() != null) {
      putLogs(files, vector.app());
    }
    return files;
  }

  private static void putLogs(Map<String, byte[]> files, DstackApp app) {
    files.put("event-log.json", utf8(app.eventLogJson()));
    files.put("ccel.bin", app.eventLog().ccel(LOG_AREA));
    files.put("app-compose.json", utf8(app.composeFile()));
    if (app.era().mrConfig() == MrConfigVersion.V3) {
      files.put("mr-config.json", utf8(app.mrConfigDocument()));
    }
  }

  /**
   * Writes a vector into {@code directory}, which is made if need be. Files of another vector there
   * are overwritten or removed, so that no log stands beside a quote that it does not belong to.
   */
  public static void write(TestVector vector, Path directory) throws IOException {
    Files.createDirectories(directory);
    Map<String, byte[]> files = files(vector);
    for (String name : NAMES) {
      byte[] content = files.get(name);
      if (content == null) {
        Files.deleteIfExists(directory.resolve(name));
      } else {
        Files.write(directory.resolve(name), content);
      }
    }
  }

  /**
   * An expectation as a JSON object with the members that {@code case.json} has for it: {@code
   * expected}, {@code quotary}, {@code trustedUnderDefaultPolicy}.
   */
  public static String json(Expectation expectation) {
    return JsonText.indented(
        json -> {
          json.writeStartObject();
          writeExpectation(json, expectation);
          json.writeEndObject();
        });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void writeCase(JsonGenerator json, TestVector vector) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", vector.id());
    json.writeStringField("about", vector.about());
    json.writeStringField("at", vector.evidence().at().toString());
    json.writeObjectFieldStart("policy");
    json.writeStringField("identity", "waived");
    json.writeEndObject();
    if (vector.expectation() != null) {
      writeExpectation(json, vector.expectation());
    }
    if (vector.app() != null) {
      writeApp(json, vector.app());
    }
    json.writeEndObject();
  }

  private static void writeApp(JsonGenerator json, DstackApp app) throws IOException {
    json.writeObjectFieldStart("dstack");
    json.writeStringField("version", app.era().id());
    json.writeStringField("logForm", app.form().id());
    json.writeStringField("appId", app.appId());
    json.writeStringField("composeHash", app.composeHash());
    json.writeStringField("instanceId", app.instanceId());
    json.writeStringField("osImageHash", app.osImageHash());
    json.writeObjectFieldStart("keyProvider");
    json.writeStringField("name", app.keyProvider().name());
    json.writeStringField("id", app.keyProvider().id());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeExpectation(JsonGenerator json, Expectation expectation)
      throws IOException {
    json.writeObjectFieldStart("expected");
    writeVerdict(json, "g1", expectation.g1());
    writeVerdict(json, "g2", expectation.g2());
    json.writeEndObject();
    if (expectation.quotary() != null) {
      json.writeStringField("quotary", expectation.quotary());
    }
    String trusted = "trustedUnderDefaultPolicy";
    if (expectation.trustedAsG1() == expectation.trustedAsG2()) {
      json.writeBooleanField(trusted, expectation.trusted());
    } else {
      json.writeObjectFieldStart(trusted);
      json.writeBooleanField("g1", expectation.trustedAsG1());
      json.writeBooleanField("g2", expectation.trustedAsG2());
      json.writeEndObject();
    }
  }

  private static void writeVerdict(JsonGenerator json, String generation, Verdict verdict)
      throws IOException {
    json.writeObjectFieldStart(generation);
    if (verdict instanceof Verdict.Verified verified) {
      json.writeStringField("outcome", "verified");
      json.writeStringField("tcbStatus", verified.tcbStatus());
      json.writeBooleanField("expired", verified.expired());
      json.writeArrayFieldStart("advisoryIds");
      for (String id : verified.advisoryIds()) {
        json.writeString(id);
      }
      json.writeEndArray();
      json.writeNumberField("tcbDate", verified.tcbDate().getEpochSecond());
    } else if (verdict instanceof Verdict.Rejected rejected) {
      json.writeStringField("outcome", "rejected");
      json.writeStringField("returnCode", rejected.returnCode());
      json.writeStringField("stage", rejected.stage());
      if (rejected.qvlStatus() != null) {
        json.writeStringField("qvlStatus", rejected.qvlStatus());
      }
    }
    json.writeEndObject();
  }
}
