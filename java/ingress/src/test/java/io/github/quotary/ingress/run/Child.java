package io.github.quotary.ingress.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An ingress in a process of its own, which can be killed. */
final class Child implements AutoCloseable {
  private static final String END = "";
  private static final long LONGEST = 120;

  private final Process process;
  private final Writer input;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final List<String> output = new CopyOnWriteArrayList<>();

  private Child(Process process) {
    this.process = process;
    this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  /** Starts one with a file of {@link ChildMain}. */
  static Child start(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    Child child = new Child(process);
    Thread reader = new Thread(child::read, "child-output");
    reader.setDaemon(true);
    reader.start();
    return child;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        output.add(line);
        if (line.startsWith("@")) {
          answers.add(line.substring(1));
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      output.add(e.toString());
    }
    answers.add(END);
  }

  /** Its next answer; empty if it has ended. */
  Optional<String> answer() throws InterruptedException {
    String answer = answers.poll(LONGEST, TimeUnit.SECONDS);
    if (answer == null) {
      throw new IllegalStateException("the child says nothing:\n" + this);
    }
    if (answer.equals(END)) {
      answers.add(END);
      return Optional.empty();
    }
    return Optional.of(answer);
  }

  /** Sends a command; one that has ended does not hear it. */
  void tell(String command) {
    try {
      input.write(command + "\n");
      input.flush();
    } catch (IOException e) {
      output.add("not told: " + command);
    }
  }

  /** Kills it after some time, and returns when it has ended. */
  void kill(int millis) {
    try {
      if (millis > 0) {
        process.waitFor(millis, TimeUnit.MILLISECONDS);
      }
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it has said. */
  @Override
  public String toString() {
    return String.join("\n", output);
  }

  @Override
  public void close() {
    kill(0);
  }
}
