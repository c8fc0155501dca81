package io.github.quotary.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The module's guide. */
final class Guide {
  private static final Pattern BLOCK =
      Pattern.compile("^```([a-z]+)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** What the Java of the guide takes for granted. */
  private static final String BEFORE =
      """
      import io.github.quotary.pcs.bundle.CollateralBundle;
      import io.github.quotary.policy.QuotePolicy;
      import io.github.quotary.spark.QuotarySpark;
      import io.github.quotary.spark.config.CollateralSet;
      import io.github.quotary.spark.config.VerifyOptions;
      import io.github.quotary.spark.otherengines.VerifyTopology;
      import io.github.quotary.verify.Verifier;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.util.Properties;
      import org.apache.kafka.streams.KafkaStreams;
      import org.apache.spark.api.java.function.VoidFunction2;
      import org.apache.spark.sql.Dataset;
      import org.apache.spark.sql.Row;
      import org.apache.spark.sql.SparkSession;

      """;

  private Guide() {}

  /** A block of code, and its language. */
  record Block(String language, String text) {}

  /** The text from a heading to the next of its kind. */
  static String section(String title) throws IOException {
    Matcher section =
        Pattern.compile("^## " + title + "$(.*?)^(?:## |\\z)", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(text());
    assertTrue(section.find(), title);
    return section.group(1);
  }

  static String text() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  static List<Block> blocks(String title) throws IOException {
    return blocksOf(section(title));
  }

  private static List<Block> blocksOf(String text) {
    return BLOCK
        .matcher(text)
        .results()
        .map(each -> new Block(each.group(1), each.group(2)))
        .toList();
  }

  /** The one block of a section in this language. */
  static String only(String title, String language) throws IOException {
    List<Block> found =
        blocks(title).stream().filter(each -> each.language().equals(language)).toList();
    assertEquals(1, found.size(), title);
    return found.get(0).text();
  }

  /** Statements of Java: the blocks that are not classes of their own. */
  static List<String> java() throws IOException {
    return blocksOf(text()).stream()
        .filter(each -> each.language().equals("java"))
        .map(Block::text)
        .filter(each -> !each.contains("public final class "))
        .toList();
  }

  /** Compiles statements, each a method. */
  static void compile(Path folder, List<String> statements) throws IOException {
    assertEquals(4, statements.size());
    List<Path> files = new ArrayList<>();
    for (String each : statements) {
      String name = "Shown" + files.size();
      files.add(
          Files.writeString(
              folder.resolve(name + ".java"),
              BEFORE
                  + "class "
                  + name
                  + " {\n  static void run("
                  + (each.contains("VerifyOptions options") ? "" : given(each))
                  + ") throws Exception {\n"
                  + each
                  + "  }\n}\n"));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter told = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
      boolean isFine =
          compiler
              .getTask(
                  told, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
              .call();
      assertTrue(isFine, told::toString);
    }
  }

  /** What a block takes from what stands before it. */
  private static String given(String block) {
    return block.contains("KafkaStreams(")
        ? "Properties properties"
        : "SparkSession spark, VerifyOptions options";
  }
}
