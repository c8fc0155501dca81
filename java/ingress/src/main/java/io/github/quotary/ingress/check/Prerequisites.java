package io.github.quotary.ingress.check;

import io.github.quotary.guest.QuoteDetection;
import io.github.quotary.ingress.check.Authority.Reply;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.dns.DnsProvider;
import io.github.quotary.ingress.dns.DnsResult;
import io.github.quotary.ingress.dns.FoundRecord;
import io.github.quotary.ingress.dns.RecordType;
import io.github.quotary.ingress.dns.Zone;
import io.github.quotary.ingress.plan.Fact;
import io.github.quotary.ingress.plan.IngressPlan;
import io.github.quotary.ingress.plan.NamePlan;
import io.github.quotary.ingress.plan.Readiness;
import io.github.quotary.ingress.plan.RecordLine;
import io.github.quotary.ingress.state.FileWords;
import io.github.quotary.ingress.state.StateFolder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the prerequisites, each on its own: what one lacks does not hide another. */
public final class Prerequisites {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private final Configuration configuration;
  private final List<Prerequisite> found = new ArrayList<>();

  private Prerequisites(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * The prerequisites, in order.
   *
   * @param quotes where they come from
   * @param plan made now, with all looked up
   * @param provider whose credentials are tried; none with tls-alpn-01
   * @param directory what the authority answered
   * @param now this machine's clock
   */
  public static List<Prerequisite> of(
      Configuration configuration,
      QuoteDetection quotes,
      IngressPlan plan,
      Optional<DnsProvider> provider,
      Reply directory,
      Instant now) {
    Prerequisites all = new Prerequisites(configuration);
    all.quotes(quotes);
    all.id(plan.id());
    all.state();
    provider.ifPresent(all::zones);
    plan.names().forEach(all::records);
    plan.names().forEach(all::lock);
    all.authority(directory);
    all.clock(directory, now);
    all.port("port", configuration.listener().address(), configuration.port());
    all.port("port of metrics", "127.0.0.1", configuration.operation().adminPort());
    return List.copyOf(all.found);
  }

  /** The worst of all. */
  public static Readiness readiness(List<Prerequisite> all) {
    return all.stream().map(Prerequisite::readiness).reduce(Readiness.READY, Readiness::worse);
  }

  private void quotes(QuoteDetection quotes) {
    String what = "source of quotes";
    found.add(
        quotes.provider().isPresent()
            ? Prerequisite.ready(what, quotes.provider().get().source())
            : Prerequisite.fails(
                what,
                quotes.message().replace("\n", "; "),
                "mount the guest agent's socket into the container, or run on a TDX guest whose"
                    + " kernel has configfs-tsm"));
  }

  private void id(Fact<String> id) {
    String what = "id for the address records";
    found.add(
        id instanceof Fact.Unknown<String> missing
            ? Prerequisite.fails(
                what, missing.why(), "mount the guest agent's socket, or set APP_ID")
            : Prerequisite.ready(what, id.known().orElse("")));
  }

  private void state() {
    String what = "state directory";
    Path folder = Path.of(configuration.operation().stateDirectory());
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      found.add(existing(what, folder));
      return;
    }
    Path above = folder;
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    boolean canBeMade =
        above != null
            && Files.isDirectory(above)
            && Files.isWritable(above)
            && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    found.add(
        canBeMade
            ? Prerequisite.ready(what, folder + " is not there yet; it will be made")
            : Prerequisite.fails(
                what,
                folder + " cannot be made below " + above,
                "mount a volume that this user may write to, or set STATE_DIR"));
  }

  private static Prerequisite existing(String what, Path folder) {
    try {
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
      if (!mode.equals("rwx------")) {
        return Prerequisite.fails(
            what, folder + " has mode " + mode + ", and holds keys", "chmod 700 " + folder);
      }
    } catch (IOException e) {
      return Prerequisite.unknown(what, FileWords.of(e), "look at the volume");
    } catch (UnsupportedOperationException e) {
      return Prerequisite.unknown(
          what, folder + ": its file system knows no permissions", "look at the volume");
    }
    return Files.isWritable(folder)
        ? Prerequisite.ready(what, folder.toString())
        : Prerequisite.fails(what, folder + " cannot be written to", "make it this user's");
  }

  private void zones(DnsProvider provider) {
    for (DomainName name : configuration.names()) {
      String what = "access to the zone of " + name;
      DnsResult<Zone> zone = provider.zoneOf(zoneName(name));
      DnsResult<List<FoundRecord>> read =
          zone.then(
              known ->
                  provider.list(
                      known, name.addressName(configuration.txtPrefix()), RecordType.TXT));
      if (read instanceof DnsResult.Done<List<FoundRecord>>
          && zone instanceof DnsResult.Done<Zone> known) {
        found.add(
            Prerequisite.ready(
                what,
                provider.name()
                    + " lets the zone "
                    + known.value().name()
                    + " be read; whether it lets it be written is not tried"));
      } else if (read instanceof DnsResult.Refused<List<FoundRecord>>) {
        found.add(
            Prerequisite.fails(
                what,
                provider.name() + ": " + read.words(),
                "give the token the rights to read and edit this zone's records"));
      } else {
        found.add(
            Prerequisite.unknown(
                what, provider.name() + ": " + read.words(), "try again; look at its status"));
      }
    }
  }

  private String zoneName(DomainName name) {
    return configuration.challenge() instanceof Configuration.Dns01 dns
        ? dns.delegation().map(Configuration.Delegation::zone).orElse(name.base())
        : name.base();
  }

  private void records(NamePlan name) {
    for (RecordLine line : name.records()) {
      String what = line.record().type() + " of " + line.record().name();
      String why = line.why().isEmpty() ? "" : ": " + line.why();
      found.add(
          switch (line.fate()) {
            case EXISTS -> Prerequisite.ready(what, "there: " + line.record().data());
            case WILL_BE_WRITTEN -> Prerequisite.ready(what, "will be: " + line.record().data());
            case WILL_BE_DELETED ->
                Prerequisite.ready(what, "will be taken away: " + line.record().data());
            case UNKNOWN ->
                Prerequisite.unknown(
                    what, "not known" + why, "see 'not known' of quotary ingress plan");
            case TO_BE_MADE_BY_YOU ->
                Prerequisite.fails(what, "missing" + why, "make it: " + line.record());
            case CLASH ->
                new Prerequisite(
                    what,
                    Readiness.WEAK,
                    "in the way: " + line.record().data() + why,
                    "take it away if you do not need it");
            case IMPOSSIBLE ->
                Prerequisite.fails(what, line.why(), "use another provider, or a delegation");
          });
    }
  }

  private void lock(NamePlan name) {
    String what = "lock of " + name.name();
    if (name.lock().isStrong() && !name.lock().isUnknown()) {
      found.add(Prerequisite.ready(what, "this account alone"));
      return;
    }
    String seen =
        "the name: "
            + name.lock().forName().words()
            + "; a wildcard: "
            + name.lock().forWildcard().words()
            + (name.lock().isConditional()
                ? ", if no foreign CAA records stand there, which is not known"
                : "")
            + (name.lock().why().isEmpty() ? "" : " (" + name.lock().why() + ")");
    found.add(
        name.lock().isUnknown()
            ? Prerequisite.unknown(what, seen, "try again")
            : new Prerequisite(
                what,
                Readiness.WEAK,
                seen,
                "set SET_CAA=true, or take away the CAA records that let others issue"));
  }

  private void authority(Reply reply) {
    String what = "certification authority";
    if (reply instanceof Reply.Reached) {
      found.add(Prerequisite.ready(what, "answers"));
    } else if (reply instanceof Reply.NotAcme other) {
      found.add(Prerequisite.fails(what, other.why(), "look at ACME_DIRECTORY"));
    } else {
      found.add(
          Prerequisite.unknown(
              what,
              ((Reply.Unreachable) reply).why(),
              "look at the network, ACME_DIRECTORY and ACME_CA_CERTIFICATES"));
    }
  }

  private void clock(Reply reply, Instant now) {
    String what = "clock";
    Optional<Instant> theirs =
        reply instanceof Reply.Reached reached ? reached.time() : Optional.empty();
    if (theirs.isEmpty()) {
      found.add(Prerequisite.unknown(what, "the authority told no time to compare with", ""));
      return;
    }
    Duration off = Duration.between(theirs.get(), now);
    found.add(
        off.abs().compareTo(CLOCK_TOLERANCE) <= 0
            ? Prerequisite.ready(what, "within 5 minutes of the authority's")
            : Prerequisite.fails(
                what,
                off.toSeconds() + " s from the authority's",
                "set this machine's clock: certificates would be judged at a wrong time"));
  }

  /** An ingress at work has its ports; whether it is the one that holds this port is not known. */
  private void port(String what, String address, int port) {
    String name = what + " " + port;
    boolean running = StateFolder.isInUse(Path.of(configuration.operation().stateDirectory()));
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      found.add(Prerequisite.ready(name, "free on " + address));
    } catch (BindException e) {
      found.add(running ? Prerequisite.ready(name, taken(address, e)) : notFree(name, address, e));
    } catch (IOException e) {
      found.add(notFree(name, address, e));
    }
  }

  private static String taken(String address, IOException e) {
    return "not free on "
        + address
        + " ("
        + e.getMessage()
        + "); an ingress is at work on this state directory";
  }

  private static Prerequisite notFree(String name, String address, IOException e) {
    return Prerequisite.fails(
        name,
        "cannot be listened on at " + address + ": " + e.getMessage(),
        "stop what uses it, or set another one; ports below 1024 need a right of their own");
  }
}
