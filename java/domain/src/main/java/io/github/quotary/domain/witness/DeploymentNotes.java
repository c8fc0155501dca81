package io.github.quotary.domain.witness;

import io.github.quotary.domain.caa.CaaLock;
import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.caa.CaaProperty;
import io.github.quotary.domain.caa.RelevantSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What sets of CAA records look like that dstack-ingress and DNS providers are known to make, so
 * that an operator sees what to change. These are heuristics; no verdict depends on them.
 */
final class DeploymentNotes {
  /** What dstack-ingress merges into the zone's apex with Route 53. */
  private static final Set<String> AMAZON =
      Set.of("amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com");

  /** Authorities that Cloudflare lets issue for its own certificates. */
  private static final Set<String> CLOUDFLARE =
      Set.of("comodoca.com", "digicert.com", "letsencrypt.org", "pki.goog", "ssl.com");

  /** So many of their authorities are no chance. */
  private static final int ENOUGH = 3;

  private DeploymentNotes() {}

  static List<String> of(CaaName name, RelevantSet set, CaaLock lock) {
    if (!(set instanceof RelevantSet.Found found)) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    found
        .alias()
        .ifPresent(
            target ->
                notes.add(
                    "the records are at "
                        + target.toString(true)
                        + ", the target of an alias: whoever controls that zone decides who may"
                        + " issue"));
    if (lock.isLocked()) {
      return notes;
    }
    if (found.level().isEmpty()) {
      notes.add(
          "no name up to the root has CAA records; dstack-ingress writes them only if SET_CAA is"
              + " set, and with Namecheap it never does");
    } else if (lock.state() == CaaLock.State.UNRESTRICTED && hasTag(found, "issuewild")) {
      notes.add(
          "there is issuewild but no issue: dstack-ingress writes only that for a wildcard; add"
              + " issue with the same value");
    }
    boolean isAbove = found.level().filter(level -> !level.equals(name.name())).isPresent();
    Set<String> open = issuersWithoutAccount(found);
    if (isAbove && open.stream().filter(AMAZON::contains).count() >= ENOUGH) {
      notes.add(
          "the set looks like what dstack-ingress merges into the zone's apex with Route 53: it"
              + " names no account and locks nothing");
    } else if (isAbove && open.stream().filter(CLOUDFLARE::contains).count() >= ENOUGH) {
      notes.add(
          "the set looks like what Cloudflare adds for its own certificates while its Universal SSL"
              + " is on; a set of its own at "
              + name
              + " would take precedence");
    }
    return notes;
  }

  private static boolean hasTag(RelevantSet.Found found, String tag) {
    return found.properties().stream().anyMatch(property -> property.tag().equalsIgnoreCase(tag));
  }

  private static Set<String> issuersWithoutAccount(RelevantSet.Found found) {
    return found.properties().stream()
        .map(CaaProperty::value)
        .filter(value -> !value.toLowerCase(Locale.ROOT).contains("accounturi"))
        .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
