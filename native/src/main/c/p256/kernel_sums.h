/*
 * Many signatures at once, in lanes: the sums u1 G + u2 Q from tables of multiples.
 *
 * One signature is one lane of a group. Its points, whose addresses are noted first, are added to
 * eight slots in turn, as affine points: all additions of one round, over all slots and groups,
 * share one inversion (Montgomery's trick), so that one costs five multiplications and a square.
 * Then the slots are added to one another, in halves. Two chains of products, for even and for odd
 * groups, run beside each other, since one alone would wait for itself.
 *
 * An addition of equal or of opposite points, or of infinity, has the denominator zero: the lane is
 * then lost. It is found, its denominators are replaced by one from there on, and its signature is
 * verified by the complete way at the end; the other lanes do not notice. Which signatures do that
 * can be chosen by who makes them, but each costs no more than one complete verification and one
 * search in each round.
 */
#ifndef QUOTARY_P256_KERNEL_SUMS_H
#define QUOTARY_P256_KERNEL_SUMS_H

#include "jacobian4.h"
#include "tier.h"

#define SLOTS 8
#define GROUPS ((P256_CAPACITY + LANES - 1) / LANES)

/* So many groups are worth an inversion of their own in each round; fewer are summed in pieces. */
#define FULL_GROUPS 8
#define MAX_PIECES 4

/* 64 windows of 4 bits, and the generator's. */
#define MAX_POINTS 96

/* Keys of which tables are made at a time, and the points that all their bases are. */
#define MAX_BASES (P256_CAPACITY * SLOTS)
#define BASE_GROUPS ((MAX_BASES + LANES - 1) / LANES)

/* The table of a key that has none: 4 KiB. */
#define COLD_WIDTH 4
#define COLD_SEGMENTS 8
#define COLD_ENTRIES (8 * 8)

/* Fewer signatures by tables, or by keys without, take less time one by one. */
#ifndef KERNEL_WORTHWHILE
#define KERNEL_WORTHWHILE 4
#endif
#ifndef KERNEL_COLD_WORTHWHILE
#define KERNEL_COLD_WORTHWHILE (LANES > 4 ? 3 : LANES > 1 ? 4 : 1 << 30)
#endif

#ifdef P256_COUNTED
/* Test builds count the signatures that go the complete way, and the searches for lost lanes. */
extern _Thread_local unsigned long p256_completed, p256_searches;
#endif

typedef struct {
  co x[SLOTS], y[SLOTS];
  /* The product of all denominators before this one. */
  fe before[SLOTS];
} kernel_group;

typedef struct {
  uint64_t r[4], s[4], u1[4], u2[4];
  /* The key, checked to be on the curve; set for those without a table. */
  p256_f4 key[2];
  const p256_table *table;
  p256_job *job;
} kernel_signature;

typedef struct {
  kernel_group group[GROUPS];
  kernel_group of_generator[GROUPS];
  /* The addresses of the points of each lane; bit 0 says to take the negative. */
  uintptr_t point[GROUPS][MAX_POINTS][LANES];
  /* All ones for a lane that is lost. */
  uint64_t lost[GROUPS][LANES];
  uint8_t has_lost[GROUPS];
  kernel_signature signature[P256_CAPACITY];
  kernel_signature *batch[P256_CAPACITY];
  /* For tables: the bases, and twice each; and their denominators. */
  co base_x[BASE_GROUPS], base_y[BASE_GROUPS], twice_x[BASE_GROUPS], twice_y[BASE_GROUPS];
  fe before[BASE_GROUPS];
  p256_point4 base[MAX_BASES];
  /* The tables of keys that have none, each a header and its entries. */
  uint8_t cold[P256_CAPACITY][sizeof(p256_table) + COLD_ENTRIES * sizeof(p256_entry)] P256_ALIGNED(64);
} kernel_work;

/* ---- Constants of the field's form. */

#if FIELD_EXPONENT == 260
/* 2^260, 2^-4, 2^4 and 2^776 modulo p. */
static const p256_f4 FIELD_ONE = {{0x10, 0xfffffff000000000, 0xffffffffffffffff, 0xfffffffef}};
static const p256_f4 FIELD_TO_INTEGER = {{0, 0x10000000, 0x1000000000000000, 0x0ffffffff0000000}};
static const p256_f4 FIELD_FROM_SQUARE = {{16, 0, 0, 0}};
static const p256_f4 FIELD_OF_INVERSE = {
    {0xfffffd0000000a00, 0xffffedfffffff7ff, 0x000005fffffffcff, 0x0000180000000100}};
#else
static const p256_f4 FIELD_ONE = {{1, 0xffffffff00000000, 0xffffffffffffffff, 0xfffffffe}};
static const p256_f4 FIELD_TO_INTEGER = {{1, 0, 0, 0}};
static const p256_f4 FIELD_FROM_SQUARE = {{1, 0, 0, 0}};
static const p256_f4 FIELD_OF_INVERSE = {
    {0xfffffffd0000000a, 0xffffffedfffffff7, 0x00000005fffffffc, 0x0000001800000001}};
#endif

P256_INLINE void fe_set_all(fe *r, const p256_f4 *from) {
  memset(r, 0, sizeof *r);
  for (int l = 0; l < LANES; l++) {
    fe_set_lane(r, from, l);
  }
}

/* The number of a lane of a coordinate, as field4.h has it. */
P256_INLINE void field_to_f4(p256_f4 *r, const p256_f4 *number) {
#if FIELD_EXPONENT == 260
  /* number = a * 2^260; times 2^252 / 2^256 it is a * 2^256. */
  const p256_f4 factor = {{0, 0, 0, 0x1000000000000000}};
  p256_f4_multiply(r, number, &factor);
#else
  p256_f4_copy(r, number);
#endif
}

P256_INLINE void f4_to_field(p256_f4 *r, const p256_f4 *a) {
#if FIELD_EXPONENT == 260
  p256_f4_multiply(r, a, &FIELD_ONE);
#else
  p256_f4_copy(r, a);
#endif
}

/* ---- Points in lanes. */

P256_INLINE void kernel_addresses(const uint64_t *to[LANES], const uintptr_t points[LANES], int y) {
  for (int l = 0; l < LANES; l++) {
    const p256_entry *entry = (const p256_entry *)(points[l] & ~(uintptr_t)63);
    to[l] = y ? entry->y : entry->x;
  }
}

P256_INLINE void kernel_load_x(co *x, const uintptr_t points[LANES]) {
  const uint64_t *from[LANES];
  lane_u words[4];
  kernel_addresses(from, points, 0);
  lane_transpose4(words, from);
  co_from_words(x, words);
}

P256_INLINE void kernel_load_y(co *y, const uintptr_t points[LANES]) {
  const uint64_t *from[LANES];
  uint64_t negative[LANES];
  lane_u words[4];
  co positive;
  kernel_addresses(from, points, 1);
  lane_transpose4(words, from);
  co_from_words(&positive, words);
  for (int l = 0; l < LANES; l++) {
    negative[l] = 0 - (uint64_t)(points[l] & 1);
  }
  co_negate_where(y, lane_load(negative), &positive);
}

P256_INLINE void kernel_prefetch(const uintptr_t points[LANES]) {
  for (int l = 0; l < LANES; l++) {
    P256_PREFETCH((const void *)(points[l] & ~(uintptr_t)63));
  }
}

/*
 * Inverts the product of two chains in every lane: first and second become the inverses of each
 * chain. Lanes whose product is zero are set in the answer, and then nothing is inverted.
 */
P256_NOINLINE unsigned kernel_invert(fe *first, fe *second, const fe *chain_a, const fe *chain_b) {
  fe product;
  p256_f4 value[LANES], before[LANES], inverse, one_lane;
  unsigned zeros = 0;
  fe_multiply(&product, chain_a, chain_b);
  for (int l = 0; l < LANES; l++) {
    fe_lane(&value[l], &product, l);
    zeros |= (unsigned)p256_f4_is_zero(&value[l]) << l;
  }
  if (zeros) {
    return zeros;
  }
  before[0] = value[0];
  for (int l = 1; l < LANES; l++) {
    p256_f4_multiply(&before[l], &before[l - 1], &value[l]);
  }
  /* Each division by 2^256 of these products is undone by one on the way back. */
  p256_f4_invert_integer(&inverse, &before[LANES - 1]);
  for (int l = LANES - 1; l >= 0; l--) {
    if (l > 0) {
      p256_f4_multiply(&one_lane, &inverse, &before[l - 1]);
      p256_f4_multiply(&inverse, &inverse, &value[l]);
    } else {
      one_lane = inverse;
    }
    /* 1 / (c * 2^R) is to become 2^R / c. */
    p256_f4_multiply(&one_lane, &one_lane, &FIELD_OF_INVERSE);
    fe_set_lane(&product, &one_lane, l);
  }
  fe_multiply(first, &product, chain_b);
  fe_multiply(second, &product, chain_a);
  return 0;
}

/*
 * n additions (n is 1 or 2) of b to a, the last of their chains: u is the inverse of the product of
 * all denominators up to this one, `before` the product of those before it, and u becomes the
 * inverse of that.
 */
typedef struct {
  const co *ax, *ay;
  co bx, by;
  const fe *before;
  fe *u;
  const fe *denominator;
  co *rx, *ry;
} kernel_addition;

P256_INLINE void kernel_add(kernel_addition *add, int n) {
  fe inverse[2], slope[2], numerator[2], step[2];
  co x[2], y[2];
  for (int k = 0; k < n; k++) {
    fe_multiply(&inverse[k], add[k].u, add[k].before);
  }
  for (int k = 0; k < n; k++) {
    fe_multiply(add[k].u, add[k].u, add[k].denominator);
  }
  for (int k = 0; k < n; k++) {
    fe_difference(&numerator[k], &add[k].by, add[k].ay);
    fe_multiply(&slope[k], &inverse[k], &numerator[k]);
  }
  for (int k = 0; k < n; k++) {
    co_square_less_two(&x[k], &slope[k], add[k].ax, &add[k].bx);
  }
  for (int k = 0; k < n; k++) {
    fe_difference(&step[k], add[k].ax, &x[k]);
    co_multiply_less(&y[k], &slope[k], &step[k], add[k].ay);
  }
  for (int k = 0; k < n; k++) {
    *add[k].rx = x[k];
    *add[k].ry = y[k];
  }
}

/* What a round adds to the slots: points of the list from `at` on, or the slots `half` further on. */
typedef struct {
  kernel_work *work;
  kernel_group *group;
  int groups;
  int slots;
  int from_list;
  int at;
  int half;
  /* Where the list of points ends. */
  int end;
} kernel_round;

P256_INLINE void kernel_denominator(fe *d, co *bx, const kernel_round *round, int g, int j, const fe *one) {
  kernel_group *group = &round->group[g];
  if (round->from_list) {
    kernel_load_x(bx, round->work->point[g][round->at + j]);
  } else {
    *bx = group->x[j + round->half];
  }
  fe_difference(d, bx, &group->x[j]);
  if (round->work->has_lost[g]) {
    fe_select(d, lane_load(round->work->lost[g]), one, d);
  }
}

/* Marks the lanes of one zero denominator or several. */
P256_NOINLINE void kernel_lose(const kernel_round *round, unsigned zeros, const fe *one) {
#ifdef P256_COUNTED
  p256_searches++;
#endif
  for (int g = 0; g < round->groups; g++) {
    for (int j = 0; j < round->slots; j++) {
      fe d;
      co ignored;
      kernel_denominator(&d, &ignored, round, g, j, one);
      for (int l = 0; l < LANES; l++) {
        p256_f4 value;
        if (zeros >> l & 1) {
          fe_lane(&value, &d, l);
          if (p256_f4_is_zero(&value)) {
            round->work->lost[g][l] = UINT64_MAX;
            round->work->has_lost[g] = 1;
          }
        }
      }
    }
  }
}

P256_INLINE void kernel_add_round(const kernel_round *round, const fe *one) {
  fe chain[2], d;
  co bx;
  do {
    chain[0] = chain[1] = *one;
    for (int g = 0; g < round->groups; g += 2) {
      int n = g + 1 < round->groups ? 2 : 1;
      for (int j = 0; j < round->slots; j++) {
        for (int k = 0; k < n; k++) {
          kernel_denominator(&d, &bx, round, g + k, j, one);
          round->group[g + k].before[j] = chain[k];
          fe_multiply(&chain[k], &chain[k], &d);
        }
      }
    }
    fe u[2];
    unsigned zeros = kernel_invert(&u[0], &u[1], &chain[0], &chain[1]);
    if (zeros) {
      kernel_lose(round, zeros, one);
      continue;
    }
    for (int g = (round->groups - 1) & ~1; g >= 0; g -= 2) {
      int n = g + 1 < round->groups ? 2 : 1;
      for (int j = round->slots - 1; j >= 0; j--) {
        kernel_addition add[2];
        fe denominator[2];
        for (int k = 0; k < n; k++) {
          kernel_group *group = &round->group[g + k];
          kernel_denominator(&denominator[k], &add[k].bx, round, g + k, j, one);
          if (round->from_list) {
            kernel_load_y(&add[k].by, round->work->point[g + k][round->at + j]);
            /* For the round after this one. */
            if (round->at + SLOTS + j < round->end) {
              kernel_prefetch(round->work->point[g + k][round->at + SLOTS + j]);
            }
          } else {
            add[k].by = group->y[j + round->half];
          }
          add[k].ax = &group->x[j];
          add[k].ay = &group->y[j];
          add[k].before = &group->before[j];
          add[k].u = &u[k];
          add[k].denominator = &denominator[k];
          add[k].rx = &group->x[j];
          add[k].ry = &group->y[j];
        }
        if (n == 2) {
          kernel_add(add, 2);
        } else {
          kernel_add(add, 1);
        }
      }
    }
    return;
  } while (1);
}

P256_NOINLINE void kernel_add_points(kernel_round *round, const fe *one) {
  round->from_list = 1;
  kernel_add_round(round, one);
}

P256_NOINLINE void kernel_add_slots(kernel_round *round, const fe *one) {
  round->from_list = 0;
  kernel_add_round(round, one);
}

/*
 * In how many pieces, side by side, the points of few signatures are summed, so that there are fewer
 * rounds: a power of two.
 */
P256_INLINE int kernel_pieces(int groups, int points) {
  int pieces = 1;
  while (2 * pieces <= MAX_PIECES && 2 * pieces * groups <= FULL_GROUPS && points % (2 * pieces) == 0
         && points / (2 * pieces) >= SLOTS) {
    pieces *= 2;
  }
  return pieces;
}

/* Sums `count` points of the list from `from` on in the slots of the groups, then down to `left`. */
P256_INLINE void kernel_sum(
    kernel_work *work, kernel_group *group, int groups, int from, int count, int left, const fe *one) {
  kernel_round round = {work, group, groups, SLOTS, 1, from, 0, from + count};
  for (int g = 0; g < groups; g++) {
    for (int j = 0; j < SLOTS; j++) {
      if (g + 1 < groups) {
        kernel_prefetch(work->point[g + 1][from + j]);
      }
      kernel_prefetch(work->point[g][from + SLOTS + j]);
      kernel_load_x(&group[g].x[j], work->point[g][from + j]);
      kernel_load_y(&group[g].y[j], work->point[g][from + j]);
    }
  }
  for (int done = SLOTS; done < count; done += SLOTS) {
    round.at = from + done;
    round.slots = count - done < SLOTS ? count - done : SLOTS;
    kernel_add_points(&round, one);
  }
  for (int slots = SLOTS / 2; slots >= left; slots /= 2) {
    round.slots = round.half = slots;
    kernel_add_slots(&round, one);
  }
}

/*
 * Joins the sums of the pieces of each group, which stand in so many groups side by side; a lane
 * that is lost in one of them is lost.
 */
P256_INLINE void kernel_join(kernel_work *work, int groups, int pieces, const fe *one) {
  if (pieces == 1) {
    return;
  }
  for (int g = 0; g < groups; g++) {
    kernel_group *to = &work->group[g];
    uint64_t lost[LANES] = {0}, any = 0;
    for (int k = 0; k < pieces; k++) {
      const kernel_group *from = &work->group[g * pieces + k];
      /* Groups that are written over here were read for an earlier one. */
      to->x[k] = from->x[0];
      to->y[k] = from->y[0];
      for (int l = 0; l < LANES; l++) {
        lost[l] |= work->lost[g * pieces + k][l];
        any |= lost[l];
      }
    }
    memcpy(work->lost[g], lost, sizeof lost);
    work->has_lost[g] = any != 0;
  }
  kernel_round round = {work, work->group, groups, 0, 0, 0, 0, 0};
  for (int slots = pieces / 2; slots > 0; slots /= 2) {
    round.slots = round.half = slots;
    kernel_add_slots(&round, one);
  }
}

/* ---- Points with a z, in lanes; n at a time, 1 or 2. */

typedef struct {
  co x, y, z;
} kernel_point;

P256_INLINE void kernel_double(kernel_point *const p[2], int n) {
  co delta[2], gamma[2], beta[2], alpha[2], t[2];
  fe a[2], b[2];
  for (int k = 0; k < n; k++) {
    co_square(&delta[k], &p[k]->z);
    co_square(&gamma[k], &p[k]->y);
  }
  for (int k = 0; k < n; k++) {
    co_multiply(&beta[k], &p[k]->x, &gamma[k]);
    fe_difference(&a[k], &p[k]->x, &delta[k]);
    co_add(&t[k], &p[k]->x, &delta[k]);
    fe_of(&b[k], &t[k]);
  }
  for (int k = 0; k < n; k++) {
    fe_multiply(&a[k], &a[k], &b[k]);
    co_of(&t[k], &a[k]);
    co_triple(&alpha[k], &t[k]);
    co_multiply(&t[k], &p[k]->y, &p[k]->z);
    co_add(&p[k]->z, &t[k], &t[k]);
  }
  for (int k = 0; k < n; k++) {
    co_square_less_eight(&p[k]->x, &alpha[k], &beta[k]);
    co_square(&gamma[k], &gamma[k]);
  }
  for (int k = 0; k < n; k++) {
    co_four_less(&t[k], &beta[k], &p[k]->x);
    co_multiply_less_eight(&p[k]->y, &alpha[k], &t[k], &gamma[k]);
  }
}

/* p += (x, y). Equal or opposite points leave a z of zero, which stays zero. */
P256_INLINE void kernel_add_affine(kernel_point *const p[2], const co *const x[2], const co *const y[2], int n) {
  co zz[2], zzz[2], h[2], w[2], hh[2], hhh[2], v[2], t[2];
  fe a[2], b[2];
  for (int k = 0; k < n; k++) {
    co_square(&zz[k], &p[k]->z);
  }
  for (int k = 0; k < n; k++) {
    co_multiply(&t[k], x[k], &zz[k]);
    co_subtract(&h[k], &t[k], &p[k]->x);
    co_multiply(&zzz[k], &p[k]->z, &zz[k]);
  }
  for (int k = 0; k < n; k++) {
    co_multiply(&t[k], y[k], &zzz[k]);
    co_subtract(&w[k], &t[k], &p[k]->y);
    co_square(&hh[k], &h[k]);
    co_multiply(&p[k]->z, &p[k]->z, &h[k]);
  }
  for (int k = 0; k < n; k++) {
    co_multiply(&hhh[k], &h[k], &hh[k]);
    co_multiply(&v[k], &p[k]->x, &hh[k]);
  }
  for (int k = 0; k < n; k++) {
    co_square_less_one_and_two(&p[k]->x, &w[k], &hhh[k], &v[k]);
    co_multiply(&t[k], &p[k]->y, &hhh[k]);
  }
  for (int k = 0; k < n; k++) {
    fe_of(&a[k], &w[k]);
    fe_difference(&b[k], &v[k], &p[k]->x);
    co_multiply_less(&p[k]->y, &a[k], &b[k], &t[k]);
  }
}

/* One lane of a point, as field4.h has it. */
P256_INLINE void kernel_point_lane(p256_point4 *r, const kernel_point *p, int lane) {
  p256_f4 number;
  co_lane(&number, &p->x, lane);
  field_to_f4(&r->x, &number);
  co_lane(&number, &p->y, lane);
  field_to_f4(&r->y, &number);
  co_lane(&number, &p->z, lane);
  field_to_f4(&r->z, &number);
}

#endif
