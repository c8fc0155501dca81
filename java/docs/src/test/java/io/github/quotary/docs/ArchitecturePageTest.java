package io.github.quotary.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The page's picture is that of the modules; its tables have every package, and places that are.
 */
@Tag("any-jdk")
class ArchitecturePageTest {
  private static final Path PAGE = Path.of("architecture.md");
  private static final Pattern REQUIRES =
      Pattern.compile("requires (?:static |transitive )*io\\.github\\.quotary\\.(\\w+);");
  private static final Pattern NAME = Pattern.compile("module io\\.github\\.quotary\\.(\\w+) \\{");
  private static final Pattern ROW =
      Pattern.compile(
          "\\| (?:`([a-z/]+)` )?\\| (`[a-z0-9.]+`(?:, (?:`[a-z0-9.]+`|\\.\\.\\.))*) \\| .+ \\|");

  /** Module-info files by the folder of their module, relative to the repository. */
  private static Map<String, String> modules() throws IOException {
    Map<String, String> modules = new TreeMap<>();
    for (String folder : folders()) {
      Path file = Page.ROOT.resolve(folder).resolve("src/main/java/module-info.java");
      if (Files.exists(file)) {
        modules.put(folder, Files.readString(file));
      }
    }
    return modules;
  }

  private static Set<String> folders() throws IOException {
    Set<String> folders =
        new TreeSet<>(Set.of("collateral", "native", "testvectors", "benchmarks"));
    try (Stream<Path> java = Files.list(Page.ROOT.resolve("java"))) {
      java.filter(folder -> Files.exists(folder.resolve("src/main/java")))
          .forEach(folder -> folders.add("java/" + folder.getFileName()));
    }
    return folders;
  }

  @Test
  void thePictureIsThatOfTheModules() throws IOException {
    Map<String, Set<String>> uses = new TreeMap<>();
    Map<String, String> folderOf = new LinkedHashMap<>();
    modules().forEach((folder, info) -> read(folder, info, uses, folderOf));
    StringBuilder picture = new StringBuilder("```mermaid\ngraph TD\n");
    folderOf.forEach(
        (name, folder) ->
            picture.append("  ").append(name).append("[\"").append(folder).append("\"]\n"));
    uses.forEach(
        (name, used) ->
            used.stream()
                .filter(one -> used.stream().noneMatch(other -> reaches(uses, other, one)))
                .forEach(
                    one ->
                        picture
                            .append("  ")
                            .append(name)
                            .append(" --> ")
                            .append(one)
                            .append("\n")));
    Golden.part(PAGE, "house", picture.append("```\n").toString());
  }

  private static void read(
      String folder, String info, Map<String, Set<String>> uses, Map<String, String> folderOf) {
    Matcher name = NAME.matcher(info);
    assertTrue(name.find(), folder);
    Set<String> used = new TreeSet<>();
    Matcher requires = REQUIRES.matcher(info);
    while (requires.find()) {
      used.add(requires.group(1));
    }
    uses.put(name.group(1), used);
    folderOf.put(name.group(1), folder);
  }

  private static boolean reaches(Map<String, Set<String>> uses, String from, String to) {
    return uses.getOrDefault(from, Set.of()).stream()
        .anyMatch(next -> next.equals(to) || reaches(uses, next, to));
  }

  @Test
  void everyPackageHasItsJob() throws IOException {
    for (String folder : folders()) {
      Set<String> listed = listed().getOrDefault(folder, Set.of());
      Set<String> missing = packages(folder);
      missing.removeIf(name -> listed.contains(name) || folder.equals("java/cli"));
      assertEquals(Set.of(), missing, folder);
      Set<String> gone = new TreeSet<>(listed);
      gone.removeAll(packages(folder));
      assertEquals(Set.of(), gone, folder + " has no such packages");
    }
  }

  private static Map<String, Set<String>> listed() throws IOException {
    Map<String, Set<String>> listed = new TreeMap<>();
    String module = "";
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        module = row.group(1) == null ? module : row.group(1);
        Matcher name = Pattern.compile("`([a-z0-9.]+)`").matcher(row.group(2));
        while (name.find()) {
          listed.computeIfAbsent(module, unused -> new TreeSet<>()).add(name.group(1));
        }
      }
    }
    return listed;
  }

  /** Packages with classes, without {@code io.github.quotary.}. */
  private static Set<String> packages(String folder) throws IOException {
    Path root = Page.ROOT.resolve(folder).resolve("src/main/java/io/github/quotary");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void everyPlaceIsThere() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| (where|what) .*"))
            .collect(Collectors.toList());
    assertTrue(rows.size() > 20);
    for (String row : rows) {
      String place = row.split("\\|", -1)[2];
      String module = "";
      Matcher name = Pattern.compile("`([\\w/-]+)`").matcher(place);
      while (name.find()) {
        String one = name.group(1);
        if (module.isEmpty()) {
          module = one;
        } else if (!one.contains("NAME") && !one.equals("HouseRule") && !one.equals("Demand")) {
          Path at = Page.ROOT.resolve(module).resolve("src/main/java/io/github/quotary");
          assertTrue(
              Files.exists(at.resolve(one))
                  || Files.exists(at.resolve(one + ".java"))
                  || Files.exists(
                      Page.ROOT.resolve(module).resolve("src/main/java/" + one + ".java")),
              () -> "no " + one + " in the row: " + row);
        } else {
          break;
        }
      }
    }
  }
}
