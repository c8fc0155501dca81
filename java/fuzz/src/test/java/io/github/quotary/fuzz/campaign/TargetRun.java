package io.github.quotary.fuzz.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM in which Jazzer fuzzes a target. Inputs that reach something new are kept from run to run.
 *
 * @param target name of the class
 * @param time for it
 * @param folder for its files
 */
record TargetRun(String target, Duration time, Path folder) {
  /** Longer than any target takes for an input, on a machine that does other things. */
  private static final int SECONDS_PER_INPUT = 20;

  private static final int POLL_MILLIS = 500;

  Outcome run() throws IOException, InterruptedException {
    String name = target.substring(target.lastIndexOf('.') + 1);
    Path corpus = Files.createDirectories(folder.resolve("corpus").resolve(name));
    Path log = folder.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command(name, corpus))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    Duration cpu = Duration.ZERO;
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      cpu = process.info().totalCpuDuration().orElse(cpu);
    }
    return Outcome.read(name, cpu, Files.readString(log));
  }

  private List<String> command(String name, Path corpus) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-Xmx1500m",
        "-XX:+UseSerialGC",
        "-XX:+EnableDynamicAgentLoading",
        "-XX:-OmitStackTraceInFastThrow",
        "-Djdk.attach.allowAttachSelf=true",
        "-classpath",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target,
        "--instrumentation_includes=io.github.quotary.**",
        "--custom_hook_includes=io.github.quotary.**",
        "--max_duration=" + time.toSeconds() + "s",
        "--reproducer_path=" + folder,
        corpus.toString(),
        "-artifact_prefix=" + folder + "/" + name + "-",
        "-timeout=" + SECONDS_PER_INPUT,
        "-print_final_stats=1");
  }
}
