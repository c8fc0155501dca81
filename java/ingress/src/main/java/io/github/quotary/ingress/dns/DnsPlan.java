package io.github.quotary.ingress.dns;

import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.WantedRecords.Kind;
import io.github.quotary.ingress.dns.WantedRecords.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The steps from what is in DNS to what is wanted, in the order to take them. A pure function of
 * its arguments.
 *
 * <p>Between any two steps a name is locked if it was locked before the first, and the account that
 * is wanted may issue as soon as its value is there: no value that forbids everything is written,
 * not even for a moment. For that, the values of a lock are added before others are taken away,
 * {@code issue} before {@code issuewild}, and taken away the other way round. A CNAME cannot stand
 * beside another one, so that it is taken away first.
 *
 * <p>A plan is blocked as a whole by a name that leads elsewhere, so a plan should be about one
 * name to serve.
 *
 * @param steps in order; whoever takes them must stop at the first that fails
 */
public record DnsPlan(List<Step> steps) {
  /** Copies the steps. */
  public DnsPlan {
    steps = List.copyOf(steps);
  }

  /**
   * Compares.
   *
   * @param wanted what should be
   * @param found what is, at least all records of the wanted places' types
   * @param own whose a value is
   * @param capabilities of the provider
   * @param confirmed foreign records that an earlier plan showed as clashes and that may go
   */
  public static DnsPlan of(
      WantedRecords wanted,
      List<FoundRecord> found,
      Ownership own,
      Capabilities capabilities,
      Set<DnsRecord> confirmed) {
    List<Step> steps = new ArrayList<>();
    for (Place place : wanted.places()) {
      List<FoundRecord> there =
          found.stream()
              .filter(one -> one.record().name().equals(place.name()))
              .filter(one -> place.kind().types().contains(one.record().type()))
              .toList();
      boolean isLocked = !wanted.at(new Place(place.name(), Kind.LOCK)).isEmpty();
      steps.addAll(
          new PlacePlan(place, wanted.at(place), there, own, capabilities, confirmed, isLocked)
              .steps());
    }
    return new DnsPlan(steps);
  }

  /** Those of the records whose text is one of these, as a plan shows it. */
  public static Set<DnsRecord> named(List<FoundRecord> found, Collection<String> texts) {
    return found.stream()
        .map(FoundRecord::record)
        .filter(record -> texts.contains(record.toString()))
        .collect(Collectors.toSet());
  }

  /** Whether there is something to write or to take away. */
  public boolean changes() {
    return steps.stream()
        .anyMatch(step -> step instanceof Step.Create || step instanceof Step.Delete);
  }

  /** Foreign values in the way. */
  public List<Step.Clash> clashes() {
    return steps.stream().filter(Step.Clash.class::isInstance).map(Step.Clash.class::cast).toList();
  }

  /**
   * Whether a name leads elsewhere. Then no step is to be taken at all: a lock on somebody else's
   * name would keep that one from getting certificates.
   */
  public boolean isBlocked() {
    return clashes().stream().anyMatch(Step.Clash::isBlocking);
  }

  /** Whether everything will be as wanted once all steps are taken. */
  public boolean isComplete() {
    return steps.stream()
        .noneMatch(step -> step instanceof Step.Clash || step instanceof Step.Impossible);
  }

  /** The plan for one place. */
  private record PlacePlan(
      Place place,
      List<RecordData> wanted,
      List<FoundRecord> there,
      Ownership own,
      Capabilities capabilities,
      Set<DnsRecord> confirmed,
      boolean isLocked) {

    List<Step> steps() {
      List<Step> kept = new ArrayList<>();
      List<Step> deleted = new ArrayList<>();
      List<Step> clashes = new ArrayList<>();
      for (FoundRecord one : there) {
        if (wanted.contains(one.record().data())) {
          kept.add(new Step.Keep(one));
        } else if (own.owns(one.record().data())) {
          deleted.add(new Step.Delete(one, true));
        } else if (matters(one.record().data()) && !wanted.isEmpty()) {
          boolean mayGo = confirmed.stream().anyMatch(one.record()::saysTheSameAs);
          if (mayGo) {
            deleted.add(new Step.Delete(one, false));
          } else {
            clashes.add(clash(one));
          }
        }
      }
      deleted.sort(Comparator.comparing(step -> isIssue(step) ? 1 : 0));
      boolean isBlocked =
          clashes.stream().anyMatch(step -> step instanceof Step.Clash c && c.isBlocking());
      List<Step> created = isBlocked ? List.of() : created();
      List<Step> steps = new ArrayList<>(clashes);
      steps.addAll(kept);
      // What cannot be written must not take away what is there.
      boolean isStuck = isBlocked || created.stream().anyMatch(Step.Impossible.class::isInstance);
      List<Step> removals = isStuck ? List.of() : deleted;
      boolean removesFirst =
          removals.stream().anyMatch(PlacePlan::isCname)
              || created.stream().anyMatch(PlacePlan::isCname);
      steps.addAll(removesFirst ? removals : created);
      steps.addAll(removesFirst ? created : removals);
      return steps;
    }

    private static boolean isCname(Step step) {
      return step.record().type() == RecordType.CNAME;
    }

    private List<Step> created() {
      return wanted.stream()
          .filter(data -> there.stream().noneMatch(one -> one.record().data().equals(data)))
          .map(data -> DnsRecord.of(place.name(), data))
          .map(this::creation)
          .toList();
    }

    private Step creation(DnsRecord record) {
      if (record.type() == RecordType.CNAME && isLocked && !capabilities.aliasBesideOthers()) {
        return new Step.Impossible(
            record, "the provider takes no CAA beside a CNAME; the gateway's addresses must do");
      }
      return capabilities.types().contains(record.type())
          ? new Step.Create(record)
          : new Step.Impossible(
              record,
              "the provider cannot write "
                  + record.type()
                  + " records; write it by hand, or delegate to a zone of another provider");
    }

    /** A lock consists of what says who may issue, and of what nobody understands. */
    private static boolean matters(RecordData data) {
      return !(data instanceof Caa caa) || caa.isIssue() || isCritical(caa);
    }

    private static boolean isCritical(Caa caa) {
      return (caa.flags() & 0x80) != 0;
    }

    private static boolean isIssue(Step step) {
      return step.record().data() instanceof Caa caa && caa.tag().equals(Caa.ISSUE);
    }

    private Step.Clash clash(FoundRecord one) {
      return switch (place.kind()) {
        case ALIAS -> new Step.Clash(one, true, "the name leads elsewhere");
        case ADDRESS ->
            new Step.Clash(one, false, "the gateway reads one text alone, and may read this one");
        case LOCK ->
            new Step.Clash(
                one,
                false,
                isIssue(one)
                    ? "it is not this app's, so the name is not locked to its account alone"
                    : "authorities that do not understand it must not issue");
      };
    }

    private static boolean isIssue(FoundRecord one) {
      return one.record().data() instanceof Caa caa && caa.isIssue();
    }
  }
}
