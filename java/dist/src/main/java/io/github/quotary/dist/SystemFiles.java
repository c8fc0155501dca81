package io.github.quotary.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the image has of this machine's system. */
final class SystemFiles {
  private static final Path SHELL = Path.of("/bin/sh");

  /** A line of ldd: with or without a name before the arrow. */
  private static final Pattern LIBRARY = Pattern.compile("(?m)^\\s*(?:\\S+ => )?(/\\S+) \\(0x");

  private static final String PASSWD =
      """
      root:x:0:0:root:/root:/sbin/nologin
      quotary:x:65532:65532:quotary:/home/quotary:/sbin/nologin
      """;
  private static final String GROUP =
      """
      root:x:0:
      quotary:x:65532:
      """;

  private SystemFiles() {}

  static void copy(RootFolder root) throws IOException, InterruptedException {
    copy(SHELL, root);
    for (Path library : libraries(root)) {
      copy(library, root);
    }
    Path etc = Files.createDirectories(root.path().resolve("etc"));
    Files.writeString(etc.resolve("passwd"), PASSWD);
    Files.writeString(etc.resolve("group"), GROUP);
    Files.writeString(etc.resolve("nsswitch.conf"), "hosts: files dns\n");
  }

  /** Of the runtime and of the shell. */
  private static Set<Path> libraries(RootFolder root) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ldd", SHELL.toString()));
    command.add(root.runtime().resolve("bin/java").toString());
    for (Path file : Folders.files(root.runtime().resolve("lib"))) {
      if (file.toString().endsWith(".so")) {
        command.add(file.toString());
      }
    }
    Set<Path> libraries = new TreeSet<>();
    Matcher found = LIBRARY.matcher(Program.run(command));
    while (found.find()) {
      Path library = Path.of(found.group(1)).normalize();
      if (!library.startsWith(root.path())) {
        libraries.add(library);
      }
    }
    return libraries;
  }

  /** Under the same name, and with what its package says of its licence, where that is known. */
  private static void copy(Path file, RootFolder root) throws IOException, InterruptedException {
    put(file.toRealPath(), root.path().resolve(file.toString().substring(1)));
    Path owned = file.toRealPath();
    for (Path name : List.of(owned, Path.of(owned.toString().replaceFirst("^/usr", "")))) {
      try {
        String owner = Program.run(List.of("dpkg-query", "--search", name.toString()));
        String of = owner.substring(0, owner.indexOf(": ")).split("[:,]", 2)[0];
        Path copyright = Path.of("/usr/share/doc", of, "copyright");
        Path to = root.path().resolve(copyright.toString().substring(1));
        if (Files.notExists(to)) {
          put(copyright.toRealPath(), to);
        }
        return;
      } catch (IOException e) {
        // Of another system, or under its other name, which comes next.
      }
    }
    System.out.println("No licence is known of " + file + ", which the image contains");
  }

  private static void put(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }
}
