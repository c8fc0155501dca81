package io.github.quotary.cli;

import static io.github.quotary.cli.ForeignCollateral.EVIDENCE;
import static io.github.quotary.cli.ForeignCollateral.SIMULATOR;
import static io.github.quotary.cli.ForeignCollateral.clientTool;
import static io.github.quotary.cli.ForeignCollateral.envelopes;
import static io.github.quotary.cli.ForeignCollateral.indented;
import static io.github.quotary.cli.ForeignCollateral.numbers;
import static io.github.quotary.cli.ForeignCollateral.signed;
import static io.github.quotary.cli.ForeignCollateral.usual;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.collateral.CollateralFile;
import io.github.quotary.evidence.collateral.CollateralFormatException;
import io.github.quotary.evidence.collateral.CollateralReader;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.fault.Oddity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Collateral in the forms of other tools: all give the verdict of the usual form. */
class CollateralFormsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  static Stream<Arguments> forms() {
    return ForeignCollateral.forms().entrySet().stream()
        .map(form -> Arguments.of(form.getKey(), form.getValue()));
  }

  private CommandRun verify(Path collateral) throws IOException {
    Path quote = Files.write(folder.resolve("quote.bin"), EVIDENCE.quote());
    Path root = Files.writeString(folder.resolve("root.pem"), EVIDENCE.rootPem());
    return CommandRun.of(
        "verify",
        quote.toString(),
        "--collateral",
        collateral.toString(),
        "--trust-anchor",
        root.toString(),
        "--at",
        EVIDENCE.at().toString(),
        "--any-td");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void everyFormVerifiesTheQuote(String name, String form) throws IOException {
    Path file = Files.writeString(folder.resolve("collateral.json"), form);
    CommandRun run = verify(file);
    assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
    Path root = folder.resolve("root.pem");
    CommandRun check =
        CommandRun.of(
            "collateral",
            "check",
            file.toString(),
            "--trust-anchor",
            root.toString(),
            "--at",
            EVIDENCE.at().toString());
    assertEquals(ExitCode.OK, check.code(), check.out() + check.err());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void everyFormIsRecognised(String name, String form) {
    Recognition found = CollateralReader.read(form.getBytes(UTF_8)).orElseThrow();
    Recognition.Parts parts = assertInstanceOf(Recognition.Parts.class, found, found.toString());
    assertInstanceOf(Part.CollateralPart.class, parts.parts().get(0));
  }

  /** White space that was signed stays; what a tool added goes. Nothing else is touched. */
  @Test
  void theSignatureTellsWhichWhiteSpaceWasSigned() {
    Evidence spaced = SIMULATOR.evidence(Oddity.SIGNED_WITH_WHITE_SPACE.scenario());
    assertTrue(spaced.tcbInfo().contains("\n"), spaced.tcbInfo());
    assertArrayEquals(
        spaced.tcbInfoEnvelope().getBytes(UTF_8),
        single(signed(spaced.tcbInfoEnvelope(), EVIDENCE.qeIdentityEnvelope())).tcbInfo());
    assertArrayEquals(
        EVIDENCE.tcbInfoEnvelope().getBytes(UTF_8), single(indented(envelopes())).tcbInfo());
    String forged = EVIDENCE.tcbInfoEnvelope().replace("UpToDate", "OutOfDate");
    assertTrue(
        new String(single(indented(signed(forged, EVIDENCE.qeIdentityEnvelope()))).tcbInfo(), UTF_8)
            .contains("\n"));
  }

  private static Collateral single(String json) {
    return assertInstanceOf(
            CollateralFile.Single.class, CollateralReader.parse(json.getBytes(UTF_8)))
        .collateral();
  }

  @Test
  void theUsualFormIsPassedOnAsItIs() {
    String json = EVIDENCE.collateralJson();
    assertEquals(Collateral.fromJson(json.getBytes(UTF_8)), single(json));
  }

  @Test
  void aFileOfSeveralPlatformsGivesThatOfTheQuote() throws IOException {
    String other =
        "{\"fmspc\":\"00906ED50000\",\"tdx_tcbinfo\":"
            + EVIDENCE.tcbInfoEnvelope().replace("30A06D050000", "00906ED50000")
            + "},";
    String both = clientTool().replace("\"tcbinfos\": [", "\"tcbinfos\": [" + other);
    CommandRun run = verify(Files.writeString(folder.resolve("collateral.json"), both));
    assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
    Recognition.Refused refused =
        assertInstanceOf(
            Recognition.Refused.class, CollateralReader.read(both.getBytes(UTF_8)).orElseThrow());
    assertTrue(refused.reason().contains("2 FMSPCs"), refused.reason());
    assertTrue(refused.reason().contains("--collateral"), refused.reason());
  }

  private static String problem(String form) {
    return problem(form.getBytes(UTF_8));
  }

  private static String problem(byte[] form) {
    String problem =
        assertThrows(CollateralFormatException.class, () -> CollateralReader.parse(form)).problem();
    assertFalse(problem.contains("\n"), problem);
    return problem;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "root_ca_crl | 7 | member root_ca_crl is a number, not a string; expected is a revocation",
        "pck_crl | null | member pck_crl is null",
        "pck_crl | [300] | member pck_crl[0] is a number",
        "tcb_info | [] | member tcb_info is an empty array",
        "tcb_info_signature | \"no \\\" hex\" | member tcb_info_signature is a text",
        "tcb_info_issuer_chain | {} | member tcb_info_issuer_chain is an object",
        "tcb_info_issuer_chain | \"-----BEGIN%20CERTIFICATE-----%zz\" | member"
            + " tcb_info_issuer_chain has a wrong percent escape",
        "tcb_info | \"{\\u0000}\" | member tcb_info has a NUL character inside, at position 1 of 3",
      })
  void aWrongMemberIsNamedWithWhatIsExpected(String member, String value, String message)
      throws IOException {
    ObjectNode json = usual();
    json.set(member, JSON.readTree(value));
    String problem = problem(json.toString());
    assertTrue(problem.contains(message), problem);
    Path file = Files.writeString(folder.resolve("collateral.json"), json.toString());
    CommandRun run = verify(file);
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("quotary: " + file + ": " + problem + System.lineSeparator(), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"fmspc\" : \"30A06D050000\" | \"fmspc\" : \"30A06D05\" | its FMSPC is 30A06D05",
        "\"platformCrl\": \"30 | \"platformCrl\": \"zz30 | member collaterals.pckcacrl.platformCrl:"
            + " the body is not a revocation list in DER, hexadecimal or PEM",
        "\"rootcacrl\": \"30 | \"rootcacrl\": \"zz30 | member collaterals.rootcacrl: the body is"
            + " not a revocation list in DER, hexadecimal or PEM",
        "\"TCB-Info-Issuer-Chain\": \"-----BEGIN%20CERTIFICATE-----%0AMII | \"TCB-Info-Issuer-Chain\":"
            + " \"-----BEGIN%20CERTIFICATE-----%0AMIJ | the TCB info's issuer chain: its issuer chain: "
      })
  void aWrongMemberOfTheClientToolsFileIsNamed(String from, String to, String message) {
    String file = clientTool().replace(from, to);
    assertFalse(file.equals(clientTool()), file);
    assertTrue(problem(file).contains(message), problem(file));
  }

  @Test
  void aFaultyFileIsNamed() {
    ObjectNode part = usual();
    part.remove("root_ca_crl");
    part.remove("pck_crl");
    assertEquals(
        "Not a collateral object at collateral: it has no root_ca_crl and no pck_crl",
        problem("{\"collateral\":" + part + "}"));
    ObjectNode other = usual().put("root_ca_crl", "3000");
    assertEquals(
        "it holds 2 different collaterals, at data[0] and data[1]; leave one",
        problem("{\"data\":[" + usual() + "," + other + "]}"));
    String twice = usual().toString().replace("{", "{\"tcb_info\":\"\",");
    assertTrue(problem(twice).contains("member tcb_info appears twice"), problem(twice));
    String two = usual().put("rootCaCrl", "3000").toString();
    assertEquals("members root_ca_crl and rootCaCrl mean the same; remove one", problem(two));
    assertTrue(
        problem(usual().toString().getBytes(StandardCharsets.UTF_16)).contains("save it as UTF-8"));
    String early =
        clientTool()
            .replace("\"sgx_tcbinfo\": null", "\"sgx_tcbinfo\": #")
            .replace("#", EVIDENCE.tcbInfoEnvelope().replace("UpToDate", "OutOfDate"));
    assertTrue(problem(early).contains("tdx_tcbinfo differ"), problem(early));
  }

  /** The engine would reject it; who looks at the file itself hears what is wrong with it. */
  @Test
  void textsThatCannotBeReadAreToldWithTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("c.json"), usual().put("tcb_info", "{}") + "");
    for (String command : new String[] {"show", "check"}) {
      CommandRun run = CommandRun.of("collateral", command, file.toString());
      assertEquals(ExitCode.USAGE, run.code(), run.out() + run.err());
      assertTrue(run.err().contains(file + ": it has no fmspc"), run.err());
    }
  }

  @Test
  void whatIsNoCollateralIsNamed() {
    byte[] quote = EVIDENCE.quote();
    assertEquals("this is a quote, not collateral", problem(quote));
    assertEquals(
        "this is a quote, not collateral", problem(HexFormat.of().formatHex(quote) + "\n"));
    assertEquals(
        "this is a quote, not collateral", problem(Base64.getEncoder().encodeToString(quote)));
    assertEquals("this is a quote, not collateral", problem(numbers(quote, 0xff).toString()));
    assertTrue(problem("{\"quote\":\"00\"}").startsWith("this is JSON with a quote"));
    assertTrue(problem("<!DOCTYPE html><html>").startsWith("this is an HTML page"));
    assertTrue(problem(EVIDENCE.rootPem()).startsWith("this is PEM"));
    assertTrue(problem(EVIDENCE.tcbInfoEnvelope()).contains("tcbInfo"));
    assertTrue(problem("{\"a\":1,\"b\":2}").contains("JSON with members a, b"));
    assertEquals("it is empty", problem(""));
    assertEquals("Not a collateral object: it is not JSON", problem("hello"));
    for (String none : new String[] {"", "hello", "{\"a\":1}", "{\"crl\":", "[]", "{\"crl\":1}"}) {
      assertEquals(Optional.empty(), CollateralReader.read(none.getBytes(UTF_8)));
    }
  }

  /** No cut, no doubling and no change of a byte makes the reader throw. */
  @Test
  void theReaderNeverThrows() {
    forms()
        .forEach(
            form -> {
              byte[] bytes = ((String) form.get()[1]).getBytes(UTF_8);
              for (int i = 1; i < 40; i++) {
                byte[] cut = Arrays.copyOf(bytes, bytes.length * i / 40);
                assertEquals(Optional.empty(), CollateralReader.read(cut), form.get()[0] + " " + i);
                byte[] changed = bytes.clone();
                changed[bytes.length * i / 40] ^= 0x15;
                CollateralReader.read(changed);
              }
            });
  }

  @ParameterizedTest
  @CsvSource({"der", "hex", "base64", "bom", "pem"})
  void aTrustAnchorInAnyForm(String form) throws IOException {
    String pem = EVIDENCE.rootPem();
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    byte[] bytes =
        switch (form) {
          case "der" -> der;
          case "hex" -> (HexFormat.of().withUpperCase().formatHex(der) + "\n").getBytes(UTF_8);
          case "base64" -> Base64.getMimeEncoder().encode(der);
          case "bom" -> ("\ufeff" + pem).getBytes(UTF_8);
          default -> pem.getBytes(UTF_8);
        };
    Path quote = Files.write(folder.resolve("quote.bin"), EVIDENCE.quote());
    CommandRun run =
        CommandRun.of(
            "verify",
            quote.toString(),
            "--collateral",
            Files.writeString(folder.resolve("c.json"), EVIDENCE.collateralJson()).toString(),
            "--trust-anchor",
            Files.write(folder.resolve("root"), bytes).toString(),
            "--at",
            EVIDENCE.at().toString(),
            "--any-td");
    assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
  }
}
