package io.github.quotary.vector.lanes;

/**
 * What the signatures of a group have in common: where their points stand among those of the group,
 * in an order that is the same in all eight lanes.
 */
enum Kind {
  /** Keys with an {@link OddTable}: one place. */
  LARGE(0, 1, OddDigits.windows(VectorTable.LARGE_WIDTH)),
  /** Keys with a {@link CombTable}. */
  SMALL(0, CombTable.PLACES, CombTable.BLOCKS),
  /** New keys: their multiples, and one place for the generator alone. */
  NEW(KeyMultiples.POINTS, 1, 0);

  /** The most points that a group has. */
  static final int MAX_POINTS = 84;

  /** Where the lowest place starts; the generator's points come before those of the key. */
  final int start;

  final int places;

  /** Points of the key in each place. */
  final int pointsOfKey;

  Kind(int start, int places, int pointsOfKey) {
    this.start = start;
    this.places = places;
    this.pointsOfKey = pointsOfKey;
  }

  /** Where a place starts, from the lowest one, 0. */
  int start(int place) {
    return place == 0 ? start : start + GeneratorTable.TERMS + place * pointsOfKey;
  }

  /** Where it ends. */
  int end(int place) {
    return start + GeneratorTable.TERMS + (place + 1) * pointsOfKey;
  }
}
