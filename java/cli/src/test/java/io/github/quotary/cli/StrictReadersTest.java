package io.github.quotary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.domain.ct.CtSearchAnswer;
import io.github.quotary.domain.ct.LogList;
import io.github.quotary.domain.custom.AccountDocument;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.gateway.AcmeInfo;
import io.github.quotary.domain.gateway.AppInfo;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.evidence.collateral.CollateralReader;
import io.github.quotary.evidence.ear.EarSigner;
import io.github.quotary.evidence.log.LogReader;
import io.github.quotary.evidence.log.MalformedLogException;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.document.SignedEnvelope;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reader of JSON reads it strictly: where two readers could see two things in one text, it is
 * an error, and the error is in this project's own words.
 */
@Tag("any-jdk")
class StrictReadersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Evidence EVIDENCE =
      Simulator.seeded(12).evidence(Scenario.upToDate(QuoteShape.V4_TDX));

  /** Words of libraries, which tell a user nothing. */
  private static final List<String> FOREIGN =
      List.of(
          "StreamRead",
          "REDACTED",
          "fasterxml",
          "jackson",
          "JsonEOF",
          "Source:",
          "reference chain",
          "JsonToken",
          "Exception",
          "Unexpected end-of-input",
          "gson");

  /** The file in which parsers are made; a mapper is built on one of its factories. */
  private static final Set<String> BUILDERS =
      Set.of("java/core/src/main/java/io/github/quotary/json/StrictJson.java");

  /** Files that make a writer, and read nothing. */
  private static final Set<String> WRITERS =
      Set.of(
          "java/domain/src/main/java/io/github/quotary/domain/capture/BundleIndexWriter.java",
          "java/domain/src/main/java/io/github/quotary/domain/report/ReportJson.java",
          "java/domain/src/main/java/io/github/quotary/domain/watch/AlertJson.java",
          "java/evidence/src/main/java/io/github/quotary/evidence/ear/EarClaims.java");

  @TempDir private static Path folder;

  /** Reads; gives the problem if there is one. */
  private interface Attempt {
    Optional<String> problem(byte[] bytes) throws IOException;
  }

  /** Reads, and fails with a problem. */
  private interface Reader {
    void read(byte[] bytes) throws IOException;
  }

  /**
   * A reader, and what it reads.
   *
   * @param valid an object, or an array whose first element is one
   * @param takesMark whether a byte order mark of UTF-8 may stand before it
   */
  private record Subject(JsonNode valid, boolean takesMark, Attempt attempt) {
    String text() {
      return valid.toString();
    }

    /** The first object's first member, once more before it. */
    String withMemberTwice() {
      JsonNode object = valid.isArray() ? valid.get(0) : valid;
      Map.Entry<String, JsonNode> first = object.properties().iterator().next();
      String member = TextNode.valueOf(first.getKey()) + ":" + first.getValue() + ",";
      return text().replaceFirst("\\{", "{" + Matcher.quoteReplacement(member));
    }

    String withDeepMember() {
      String deep = "\"description\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",";
      return text().replaceFirst("\\{", "{" + deep);
    }
  }

  private static Attempt failing(Reader reader) {
    return bytes -> {
      try {
        reader.read(bytes);
        return Optional.empty();
      } catch (IllegalArgumentException | MalformedLogException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    };
  }

  private static Attempt problemOf(Function<byte[], Reading<?>> reader) {
    return bytes -> reader.apply(bytes).problem();
  }

  private static Attempt run(String name, int ok, String... arguments) {
    return bytes -> {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      CommandRun run = CommandRun.of(arguments);
      return run.code() == ok ? Optional.empty() : Optional.of(run.out() + run.err());
    };
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String logs() {
    return new Logs().boot(0, Logs.SEPARATOR, "\0\0\0\0").json();
  }

  private static String vector(String name) throws IOException {
    Path vector = folder.resolve(name);
    Files.createDirectories(vector);
    for (String file : Simulated.FILES) {
      Files.copy(Simulated.vectors("tdx-v4-up-to-date").resolve(file), vector.resolve(file));
    }
    return vector.toString();
  }

  private static String jwk() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate().toJSONString();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Subject> subjects() throws IOException {
    Map<String, Subject> all = new LinkedHashMap<>();
    JsonNode collateral = json(EVIDENCE.collateralJson());
    all.put("CollateralReader", new Subject(collateral, true, failing(CollateralReader::parse)));
    all.put("Collateral", new Subject(collateral, true, failing(Collateral::fromJson)));
    byte[] bundle =
        CollateralBundle.of(
                Collateral.fromJson(EVIDENCE.collateralJson().getBytes(UTF_8)), "a file")
            .toJson();
    all.put(
        "CollateralBundle",
        new Subject(
            json(new String(bundle, UTF_8)),
            true,
            failing(bytes -> CollateralBundle.parse(bytes, "a file"))));
    all.put(
        "SignedEnvelope",
        new Subject(
            json(EVIDENCE.tcbInfoEnvelope()),
            false,
            failing(bytes -> SignedEnvelope.of(bytes, SignedEnvelope.TCB_INFO))));
    all.put(
        "QuotePolicy",
        new Subject(json("{\"tee\":\"tdx\"}"), true, failing(QuotePolicy::fromJson)));
    all.put(
        "DomainPolicy",
        new Subject(
            json("{\"identity\":\"waived\"}"),
            true,
            failing(bytes -> DomainPolicy.fromJson(bytes, folder::resolve))));
    all.put("LogReader, events", new Subject(json(logs()), true, failing(LogReader::parse)));
    all.put(
        "LogReader, document",
        new Subject(json("{\"event_log\":" + logs() + "}"), true, failing(LogReader::parse)));
    all.put(
        "RuntimeEventLog",
        new Subject(
            json(logs()), false, failing(bytes -> RuntimeEventLog.parse(ByteBuffer.wrap(bytes)))));
    all.put("LogList", new Subject(json("{\"operators\":[]}"), true, failing(LogList::fromJson)));
    all.put(
        "CtSearchAnswer",
        new Subject(
            json(
                "[{\"issuer_ca_id\":1,\"serial_number\":\"1\",\"name_value\":\"a.example\","
                    + "\"not_before\":\"2026-01-01T00:00:00\","
                    + "\"not_after\":\"2026-03-01T00:00:00\"}]"),
            true,
            bytes -> CtSearchAnswer.read(bytes).gap()));
    all.put(
        "AppInfo",
        new Subject(
            json("{\"vm_config\":\"\"}"), true, problemOf(b -> AppInfo.read(RawBytes.of(b)))));
    all.put(
        "AcmeInfo",
        new Subject(
            json("{\"account_uri\":\"https://ca.example/1\"}"),
            true,
            problemOf(b -> AcmeInfo.read(RawBytes.of(b)))));
    all.put(
        "AccountDocument",
        new Subject(
            json("{\"uri\":\"https://ca.example/1\"}"),
            true,
            problemOf(b -> AccountDocument.read(RawBytes.of(b)))));
    all.put("EarSigner", new Subject(json(jwk()), true, failing(EarSigner::of)));
    all.put("JsonInput", new Subject(json("{\"a\":1}"), true, failing(JsonInput::tree)));
    String quote = HexFormat.of().formatHex(EVIDENCE.quote());
    all.put(
        "batch",
        new Subject(
            json("{\"id\":1,\"quote\":\"" + quote + "\"}"),
            true,
            run(
                "batch.ndjson",
                ExitCode.OK,
                "batch",
                folder.resolve("batch.ndjson").toString(),
                "--collateral",
                Files.writeString(folder.resolve("c.json"), EVIDENCE.collateralJson()).toString(),
                "--trust-anchor",
                Files.writeString(folder.resolve("root.pem"), EVIDENCE.rootPem()).toString(),
                "--at",
                EVIDENCE.at().toString(),
                "--any-td")));
    all.put(
        "case.json",
        new Subject(
            json("{\"at\":\"2026-06-15T00:00:00Z\",\"policy\":{\"identity\":\"waived\"}}"),
            true,
            run("vector/case.json", ExitCode.OK, "verify", "--vector", vector("vector"))));
    return all;
  }

  static Stream<Arguments> readers() throws IOException {
    return subjects().entrySet().stream()
        .map(subject -> Arguments.of(subject.getKey(), subject.getValue()));
  }

  private static String refused(Subject subject, String what, byte[] bytes) {
    try {
      String problem =
          subject.attempt().problem(bytes).orElseThrow(() -> new AssertionError(what + " is read"));
      for (String word : FOREIGN) {
        assertFalse(problem.contains(word), what + ": " + problem);
      }
      return problem;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void readsOneStrictText(String name, Object reader) throws IOException {
    Subject subject = (Subject) reader;
    byte[] text = subject.text().getBytes(UTF_8);
    assertEquals(Optional.empty(), subject.attempt().problem(text), "the sound text");
    byte[] marked = joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, text);
    if (subject.takesMark()) {
      assertEquals(Optional.empty(), subject.attempt().problem(marked), "a byte order mark");
    } else {
      refused(subject, "a byte order mark", marked);
    }

    String twice = refused(subject, "a member twice", subject.withMemberTwice().getBytes(UTF_8));
    assertTrue(name.equals("CrtSh") || twice.contains("appears twice"), twice);
    refused(subject, "a second text", joined(text, text));
    refused(subject, "a second text after a blank", joined(text, " ".getBytes(UTF_8), text));
    refused(subject, "something behind it", joined(text, " x".getBytes(UTF_8)));
    refused(subject, "something behind it", joined(text, "]".getBytes(UTF_8)));
    refused(subject, "its first half", Arrays.copyOf(text, text.length / 2));
    refused(subject, "a deep array", subject.withDeepMember().getBytes(UTF_8));
    for (String charset : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
      refused(subject, charset, subject.text().getBytes(Charset.forName(charset)));
    }
    for (byte wrong : new byte[] {(byte) 0xc0, (byte) 0xff, (byte) 0x80}) {
      int first = subject.text().indexOf('"') + 1;
      refused(
          subject,
          "a byte that is not UTF-8",
          joined(
              Arrays.copyOf(text, first),
              new byte[] {wrong},
              Arrays.copyOfRange(text, first, text.length)));
    }
  }

  /** The command's other files of JSON, at which it stops before it does anything. */
  @Test
  void theCommandRefusesWhatItCannotReadStrictly() throws IOException {
    ObjectNode policy = (ObjectNode) json("{\"tee\":\"tdx\"}");
    Map<String, Attempt> files = new LinkedHashMap<>();
    Path file = folder.resolve("file.json");
    files.put("policy check", run("file.json", ExitCode.OK, "policy", "check", file.toString()));
    files.put(
        "domain watch",
        run("file.json", ExitCode.OK, "domain", "watch", file.toString(), "--once"));
    files.put(
        "conformance",
        run("cases/cases.jsonl", ExitCode.OK, "conformance", folder.resolve("cases").toString()));
    for (Map.Entry<String, Attempt> each : files.entrySet()) {
      Subject subject = new Subject(policy, false, each.getValue());
      refused(subject, each.getKey(), subject.withMemberTwice().getBytes(UTF_8));
      refused(subject, each.getKey(), "{\"tee\":\"tdx\"} {}".getBytes(UTF_8));
      refused(subject, each.getKey(), "{\"tee\":".getBytes(UTF_8));
      refused(subject, each.getKey(), "{\"tee\":\"\u00ff\"}".getBytes(Charset.forName("UTF-16")));
    }
  }

  /** A parser that is made elsewhere would have settings of its own. */
  @Test
  void noFileMakesAParserOfItsOwn() throws IOException {
    Path root = Path.of("../..").toRealPath();
    Set<String> found = new TreeSet<>();
    for (String module :
        new String[] {
          "collateral",
          "java/cli",
          "java/core",
          "java/domain",
          "java/evidence",
          "java/guest",
          "java/ingress"
        }) {
      try (Stream<Path> sources = Files.walk(root.resolve(module + "/src/main"))) {
        for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
          String text = Files.readString(source);
          if (text.matches(
              "(?s).*(new (ObjectMapper|JsonMapper|JsonFactory)\\b"
                  + "|(ObjectMapper|JsonMapper|JsonFactory|YAMLMapper)\\s*\\.\\s*builder\\(\\)"
                  + "|JsonFactoryBuilder).*")) {
            found.add(root.relativize(source).toString().replace('\\', '/'));
          }
        }
      }
    }
    Set<String> known = new TreeSet<>(BUILDERS);
    known.addAll(WRITERS);
    assertEquals(
        known, found, "take a parser of a shared builder, or say here that it only writes");
  }
}
