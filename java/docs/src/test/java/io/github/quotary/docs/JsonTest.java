package io.github.quotary.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.quotary.evidence.input.PolicyFiles;
import io.github.quotary.evidence.report.PolicyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * JSON in the pages: each block is named; policies pass {@code policy check}, the rest its schema.
 */
class JsonTest {
  private static final String CLI = "java/cli/src/main/resources/io/github/quotary/cli/";
  private static final Map<String, String> SCHEMAS =
      Map.of(
          "app-policy.json", CLI + "domain-policy.schema.json",
          "watch.json", CLI + "watch.schema.json",
          "serve.json",
              "java/service/src/main/resources/io/github/quotary/service/config/settings.schema.json");
  private static final JsonMapper JSON = new JsonMapper();
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyBlockIsAccepted() {
    return Page.all().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.is("json"))
        .map(block -> dynamicTest(block.place(), () -> accepted(block)));
  }

  private void accepted(Block block) throws IOException {
    String name =
        block.file().orElseThrow(() -> new AssertionError("the line above names no file"));
    String schema = SCHEMAS.get(name);
    if (schema == null) {
      checked(name, block);
      return;
    }
    assertEquals(
        Set.of(),
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(JSON.readTree(Files.readString(Page.ROOT.resolve(schema))))
            .validate(JSON.readTree(block.text())),
        name);
  }

  /** As {@code quotary policy check} decides. */
  private void checked(String name, Block block) throws IOException {
    Path file = Files.writeString(folder.resolve(name), block.text());
    PolicyReport report = PolicyReport.of(name, PolicyFiles.read(file));
    assertTrue(report.isUsable(), report::text);
  }
}
