package io.github.quotary.ingress.dns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/** Lists that come in pages. */
final class Pages {
  private static final int MAX_PAGES = 500;

  private Pages() {}

  /**
   * A page.
   *
   * @param pages how many there are
   */
  record Page<T>(List<T> items, int pages) {
    Page {
      items = List.copyOf(items);
    }
  }

  /**
   * All pages together. If the first is missing there is nothing; if another one is, what was read
   * until then is a part.
   *
   * @param page by its number, from 1
   */
  static <T> DnsResult<List<T>> all(IntFunction<DnsResult<Page<T>>> page) {
    List<T> items = new ArrayList<>();
    int pages = 1;
    for (int number = 1; number <= pages; number++) {
      if (number > MAX_PAGES) {
        return new DnsResult.Partial<>(items, "there are more than " + MAX_PAGES + " pages");
      }
      DnsResult<Page<T>> result = page.apply(number);
      if (!(result instanceof DnsResult.Done<Page<T>> done)) {
        return number == 1
            ? result.failure()
            : new DnsResult.Partial<>(items, "page " + number + " of " + pages + ": " + result);
      }
      items.addAll(done.value().items());
      pages = done.value().pages();
    }
    return new DnsResult.Done<>(items);
  }

  /** The longest zone that a name lies in. */
  static DnsResult<Zone> zoneOf(String name, DnsResult<List<Zone>> zones) {
    return zones.then(
        found ->
            found.stream()
                .filter(zone -> zone.contains(name))
                .max(Comparator.comparingInt(zone -> zone.name().length()))
                .<DnsResult<Zone>>map(DnsResult.Done::new)
                .orElseGet(
                    () ->
                        new DnsResult.Refused<>(
                            0,
                            "the credentials show "
                                + found.size()
                                + " zones, and "
                                + name
                                + " lies in none of them")));
  }
}
