package io.github.quotary.cli.collateral;

import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.document.DocumentFacts;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.DocumentStatus;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.ReceivedDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The contents of a bundle at an instant and, if it was checked, the result.
 *
 * @param bundle the bundle
 * @param at the instant to compare dates with
 * @param statuses one for each document; empty if unchecked
 */
public record BundleView(CollateralBundle bundle, Instant at, List<DocumentStatus> statuses) {
  /** An unchecked bundle. */
  public static BundleView unchecked(CollateralBundle bundle, Instant at) {
    return new BundleView(bundle, at, List.of());
  }

  /** How good a bundle is. */
  public enum Grade {
    /** Everything is present, genuine and current. */
    GOOD,
    /** Everything is present and genuine, but something is out of date or not valid yet. */
    NOT_CURRENT,
    /** Something is missing, or not genuine. */
    BAD
  }

  /** One document, with its dates if it can be parsed, and its problem, if any. */
  public record Item(
      ReceivedDocument document,
      Optional<DocumentFacts> facts,
      Optional<FailureKind> problem,
      String detail) {}

  /** The documents: TCB infos, QE identities, revocation lists, lists of data sets. */
  public List<Item> items() {
    List<Item> items = new ArrayList<>();
    if (statuses.isEmpty()) {
      for (ReceivedDocument document : bundle.documents()) {
        items.add(new Item(document, document.facts(), Optional.empty(), ""));
      }
    }
    for (DocumentStatus status : statuses) {
      items.add(new Item(status.document(), status.facts(), status.problem(), status.detail()));
    }
    items.sort(Comparator.comparingInt(item -> rank(item.document().key())));
    return items;
  }

  private static int rank(DocumentKey key) {
    if (key instanceof DocumentKey.TcbInfo) {
      return 0;
    }
    if (key instanceof DocumentKey.QeIdentity) {
      return 1;
    }
    return key.isRevocationList() ? 2 : 3;
  }

  /** The document that expires first. */
  public Optional<Item> firstToExpire() {
    return items().stream()
        .filter(item -> item.facts().isPresent())
        .min(Comparator.comparing(item -> item.facts().orElseThrow().validUntil()));
  }

  /** TCB infos by platform, a TEE and an FMSPC. */
  public Map<String, List<Item>> platforms() {
    Map<String, List<Item>> platforms = new TreeMap<>();
    for (Item item : items()) {
      if (item.document().key() instanceof DocumentKey.TcbInfo info) {
        String platform = info.teeType() + ", FMSPC " + info.fmspc();
        platforms.computeIfAbsent(platform, any -> new ArrayList<>()).add(item);
      }
    }
    return platforms;
  }

  /** The result of the check. */
  public Grade grade() {
    boolean bad =
        items().stream()
            .flatMap(item -> item.problem().stream())
            .anyMatch(problem -> problem != FailureKind.NOT_CURRENT);
    if (bad || !bundle.missing().isEmpty()) {
      return Grade.BAD;
    }
    return items().stream().anyMatch(item -> item.problem().isPresent())
        ? Grade.NOT_CURRENT
        : Grade.GOOD;
  }
}
