package io.github.quotary.ingress.run;

import io.github.quotary.guest.agent.AgentInfo;
import io.github.quotary.guest.agent.AgentProtocol;
import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.ingress.acme.AcmeCa;
import io.github.quotary.ingress.acme.AcmeDirectory;
import io.github.quotary.ingress.acme.AcmeHttp;
import io.github.quotary.ingress.acme.Timing;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.ConfigurationReader;
import io.github.quotary.ingress.config.ConfigurationResult;
import io.github.quotary.ingress.dns.PublicRecords;
import io.github.quotary.ingress.evidence.QuoteJson;
import io.github.quotary.ingress.proxy.TlsEngine;
import io.github.quotary.ingress.state.StateFolder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.SimpleResolver;

/**
 * An ingress in a process of its own. It says {@code @started PORT}, and then does what is told
 * line by line: {@code pass} answers {@code @good} or {@code @failed WHY}; {@code later DAYS} moves
 * its clock. All else that it says is its journal. It ends with its input.
 */
final class ChildMain {
  /** Settings of the ingress have this before their names. */
  static final String SETTING = "setting.";

  private static volatile Duration later = Duration.ZERO;

  private ChildMain() {}

  public static void main(String[] arguments) throws Exception {
    Properties file = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
      file.load(reader);
    }
    Configuration configuration = configuration(file);
    try (StateFolder state = StateFolder.open(Path.of(configuration.operation().stateDirectory()));
        Ingress ingress = Ingress.start(configuration, parts(file, state));
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      say("@started " + ingress.port().orElse(0));
      String command = commands.readLine();
      while (command != null) {
        if (command.equals("pass")) {
          PassReport report = ingress.pass();
          say(report.isGood() ? "@good" : "@failed " + report.failures());
        } else {
          later = later.plus(Duration.ofDays(Long.parseLong(command.substring("later ".length()))));
        }
        command = commands.readLine();
      }
    }
  }

  private static Configuration configuration(Properties file) {
    Map<String, String> settings = new HashMap<>();
    for (String name : file.stringPropertyNames()) {
      if (name.startsWith(SETTING)) {
        settings.put(name.substring(SETTING.length()), file.getProperty(name));
      }
    }
    ConfigurationResult result = ConfigurationReader.fromEnvironment(settings);
    if (result instanceof ConfigurationResult.Valid valid) {
      return valid.configuration();
    }
    throw new IllegalArgumentException(result.toString());
  }

  private static Parts parts(Properties file, StateFolder state) throws Exception {
    GuestAgent agent = GuestAgent.at(AgentProtocol.DSTACK, Path.of(file.getProperty("agent")));
    AgentInfo info =
        agent
            .info()
            .fold(
                found -> found,
                fault -> {
                  throw new IllegalStateException(fault.message());
                });
    SimpleResolver resolver =
        new SimpleResolver(
            new InetSocketAddress("127.0.0.1", Integer.parseInt(file.getProperty("resolver"))));
    return new Parts(
        state,
        AcmeCa.of(
            AcmeDirectory.of(URI.create(file.getProperty("authority"))),
            AcmeHttp.trusting(Files.readAllBytes(Path.of(file.getProperty("root")))),
            Timing.of(() -> Instant.now().plus(later), ChildMain::breathe)),
        Optional.of(new RemoteZone(URI.create(file.getProperty("zone")))),
        List.of(PublicRecords.of("the test's resolver", resolver)),
        QuoteJson.of(agent),
        () -> Optional.of(info.appId()),
        info::instanceId,
        TlsEngine.best(),
        () -> Instant.now().plus(later),
        ChildMain::breathe,
        (level, event, fields) -> say(level + " " + event + " " + fields));
  }

  /** The clock goes on for as long as somebody wants to wait; a little real time passes, too. */
  private static void breathe(Duration time) throws InterruptedException {
    later = later.plus(time);
    if (new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("nobody counts down");
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line.replace('\n', ' '));
    System.out.flush();
  }
}
