package io.github.quotary.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Java in the pages is taken from a file in {@code com.example}, which is compiled, and run by the
 * tests there: its imports, and its paragraphs, each of which stands there as it is.
 */
@Tag("any-jdk")
class JavaTest {
  private static final Path SOURCES = Path.of("src/test/java/com/example");
  private static final Pattern IMPORT = Pattern.compile("^import .*;$");

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.sorted().collect(Collectors.toList())) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  @TestFactory
  Stream<DynamicTest> everyBlockIsCompiled() throws IOException {
    List<String> sources = sources();
    return Page.all().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.is("java"))
        .map(block -> dynamicTest(block.place(), () -> compiled(block, sources)));
  }

  private static void compiled(Block block, List<String> sources) {
    List<String> imports =
        block.text().lines().filter(IMPORT.asMatchPredicate()).collect(Collectors.toList());
    List<String> paragraphs =
        Stream.of(
                stripped(
                        block
                            .text()
                            .lines()
                            .filter(IMPORT.asMatchPredicate().negate())
                            .collect(Collectors.joining("\n")))
                    .split("\n\n+"))
            .collect(Collectors.toList());
    assertTrue(
        sources.stream()
            .anyMatch(
                source ->
                    paragraphs.stream().allMatch(stripped(source)::contains)
                        && imports.stream().allMatch(one -> imported(source, one))),
        () -> "no file in " + SOURCES + " has all of this");
  }

  /** A page may say {@code import a.b.*}, where the file names each. */
  private static boolean imported(String source, String line) {
    return line.endsWith(".*;")
        ? source.contains(line.substring(0, line.length() - 2))
        : source.contains(line);
  }

  private static String stripped(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
  }
}
