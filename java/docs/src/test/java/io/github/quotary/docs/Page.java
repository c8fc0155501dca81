package io.github.quotary.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page in Markdown. */
record Page(Path file, List<String> lines) {
  /** The repository's folder. */
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Pattern NOT_RUN = Pattern.compile("_Not run by the tests: (.+)\\._");
  private static final Pattern NAMED = Pattern.compile("(?:.* )?`([^`/ ]+\\.[a-z]+)`:");
  private static final Pattern HEADING = Pattern.compile("#{1,6} (.+)");

  /** The README, what contributors read, the simulator's guide, and everything in this module. */
  static List<Page> all() {
    List<Page> pages =
        new ArrayList<>(
            List.of(of("README.md"), of("CONTRIBUTING.md"), of("testvectors/README.md")));
    try (Stream<Path> files = Files.walk(ROOT.resolve("java/docs"))) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .map(file -> of(ROOT.relativize(file).toString()))
          .forEach(pages::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  static Page of(String name) {
    try {
      Path file = ROOT.resolve(name);
      return new Page(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return ROOT.relativize(file).toString();
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    String above = "";
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (!line.startsWith("```")) {
        above = line.isBlank() ? above : line;
        continue;
      }
      int begin = at + 1;
      at = begin;
      while (!lines.get(at).equals("```")) {
        at++;
      }
      blocks.add(
          new Block(
              this,
              begin + 1,
              line.substring(3),
              String.join("\n", lines.subList(begin, at)) + "\n",
              group(NAMED, above),
              group(NOT_RUN, above)));
      above = "";
    }
    return blocks;
  }

  private static Optional<String> group(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Lines outside of blocks. */
  List<String> prose() {
    List<String> prose = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      if (line.startsWith("```")) {
        inside = !inside;
      } else if (!inside) {
        prose.add(line);
      }
    }
    return prose;
  }

  /** What a link may name after {@code #}, as GitHub makes it of headings. */
  List<String> anchors() {
    List<String> anchors = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose()) {
      group(HEADING, line)
          .map(
              heading ->
                  heading
                      .toLowerCase(Locale.ROOT)
                      .replaceAll("[^\\p{L}\\p{N}\\-_ ]", "")
                      .replace(' ', '-'))
          .ifPresent(
              anchor -> {
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
              });
    }
    return anchors;
  }
}
