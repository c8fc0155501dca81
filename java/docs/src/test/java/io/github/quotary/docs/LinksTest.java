package io.github.quotary.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reader who follows a link arrives: every page of the repository, files and headings. */
@Tag("any-jdk")
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern NOT_OURS =
      Pattern.compile("(.*/)?(target|node_modules|\\.git)/.*|testvectors/vectors/.*");

  private static List<Page> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Page.ROOT)) {
      return files
          .map(file -> Page.ROOT.relativize(file).toString())
          .filter(name -> name.endsWith(".md") && !NOT_OURS.matcher(name).matches())
          .sorted()
          .map(Page::of)
          .collect(Collectors.toList());
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Page page : pages()) {
      for (String line : page.prose()) {
        Matcher link = LINK.matcher(line);
        while (link.find()) {
          if (!leads(page, link.group(1))) {
            broken.add(page.name() + ": " + link.group(1));
          }
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  private static boolean leads(Page from, String target) {
    if (target.matches("(https?|mailto):.*")) {
      return true;
    }
    int mark = target.indexOf('#');
    String file = mark < 0 ? target : target.substring(0, mark);
    Path to = file.isEmpty() ? from.file() : from.file().resolveSibling(file).normalize();
    if (!Files.exists(to) || !to.startsWith(Page.ROOT)) {
      return false;
    }
    return mark < 0
        || Page.of(Page.ROOT.relativize(to).toString())
            .anchors()
            .contains(target.substring(mark + 1));
  }
}
