import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Collects the licences and notices of all jars on the class path into one text, each once, with
 * the jars that it comes from. A jar without one needs a line in {@code licenses.properties}: the
 * start of its name, and a file beside that; without it the build fails.
 *
 * <pre>java -cp JARS ThirdPartyLicenses.java FOLDER-OF-LICENSES OUTPUT</pre>
 */
final class ThirdPartyLicenses {
  private static final Pattern TEXT =
      Pattern.compile(
          "(META-INF/)?((license/)?(LICENSE|NOTICE|COPYING)[^/]*|[^/]*-LICENSE)",
          Pattern.CASE_INSENSITIVE);
  private static final String RULE = "=".repeat(80);

  private final Path folder;
  private final Properties others = new Properties();
  private final Map<String, List<String>> jarsByText = new LinkedHashMap<>();

  private ThirdPartyLicenses(Path folder) throws IOException {
    this.folder = folder;
    try (InputStream in = Files.newInputStream(folder.resolve("licenses.properties"))) {
      others.load(in);
    }
  }

  public static void main(String[] args) throws IOException {
    ThirdPartyLicenses licenses = new ThirdPartyLicenses(Path.of(args[0]));
    List<Path> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(path -> path.toString().endsWith(".jar"))
            .filter(path -> !name(path).startsWith("quotary-"))
            .sorted(Comparator.comparing(ThirdPartyLicenses::name))
            .toList();
    for (Path jar : jars) {
      licenses.add(jar);
    }
    Path output = Path.of(args[1]);
    Files.createDirectories(output.toAbsolutePath().getParent());
    Files.writeString(output, licenses.text());
  }

  private static String name(Path jar) {
    return jar.getFileName().toString();
  }

  private void add(Path jar) throws IOException {
    List<String> texts = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().sorted(Comparator.comparing(JarEntry::getName)).toList()) {
        if (!entry.isDirectory() && TEXT.matcher(entry.getName()).matches()) {
          try (InputStream in = file.getInputStream(entry)) {
            texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    }
    if (texts.isEmpty()) {
      texts.add(Files.readString(other(name(jar))));
    }
    for (String text : texts) {
      jarsByText
          .computeIfAbsent(text.replace("\r\n", "\n").strip(), any -> new ArrayList<>())
          .add(name(jar));
    }
  }

  private Path other(String jar) {
    return others.stringPropertyNames().stream()
        .filter(jar::startsWith)
        .max(Comparator.comparing(String::length))
        .map(start -> folder.resolve(others.getProperty(start)).normalize())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    jar
                        + " has no licence in it; name one in "
                        + folder.resolve("licenses.properties")));
  }

  private String text() {
    StringBuilder text = new StringBuilder("What is in this jar, and under which licence\n");
    jarsByText.forEach(
        (licence, jars) -> {
          text.append('\n').append(RULE).append('\n');
          jars.forEach(jar -> text.append(jar).append('\n'));
          text.append(RULE).append("\n\n").append(licence).append('\n');
        });
    return text.toString();
  }
}
