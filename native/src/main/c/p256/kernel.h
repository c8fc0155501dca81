/*
 * Many signatures at once, in lanes: the sums u1 G + u2 Q from tables of multiples.
 *
 * A tier includes lanes_*.h, field_*.h and this, and gets `kernel_verify` and `kernel_fill_table`.
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
#ifndef QUOTARY_P256_KERNEL_H
#define QUOTARY_P256_KERNEL_H

#include "jacobian4.h"
#include "tier.h"

#define SLOTS 8
#define GROUPS ((P256_CAPACITY + LANES - 1) / LANES)

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

/* ---- Tables. */

/* base += twice, in all groups. These points are never equal or opposite. */
P256_INLINE void kernel_add_twice(kernel_work *work, int groups, const fe *one) {
  fe chain[2] = {*one, *one}, u[2], d;
  for (int g = 0; g < groups; g++) {
    fe_difference(&d, &work->twice_x[g], &work->base_x[g]);
    work->before[g] = chain[g & 1];
    fe_multiply(&chain[g & 1], &chain[g & 1], &d);
  }
  kernel_invert(&u[0], &u[1], &chain[0], &chain[1]);
  for (int g = (groups - 1) & ~1; g >= 0; g -= 2) {
    int n = g + 1 < groups ? 2 : 1;
    kernel_addition add[2];
    fe denominator[2];
    for (int k = 0; k < n; k++) {
      fe_difference(&denominator[k], &work->twice_x[g + k], &work->base_x[g + k]);
      add[k].ax = &work->base_x[g + k];
      add[k].ay = &work->base_y[g + k];
      add[k].bx = work->twice_x[g + k];
      add[k].by = work->twice_y[g + k];
      add[k].before = &work->before[g + k];
      add[k].u = &u[k];
      add[k].denominator = &denominator[k];
      add[k].rx = &work->base_x[g + k];
      add[k].ry = &work->base_y[g + k];
    }
    if (n == 2) {
      kernel_add(add, 2);
    } else {
      kernel_add(add, 1);
    }
  }
}

/* twice = 2 base, in all groups: the slope is 3 (x^2 - 1) / (2 y). */
P256_INLINE void kernel_make_twice(kernel_work *work, int groups, const fe *one) {
  fe chain[2] = {*one, *one}, u[2], d, inverse, slope, step;
  co t, unit;
  co_of(&unit, one);
  for (int g = 0; g < groups; g++) {
    co_add(&t, &work->base_y[g], &work->base_y[g]);
    fe_of(&d, &t);
    work->before[g] = chain[g & 1];
    fe_multiply(&chain[g & 1], &chain[g & 1], &d);
  }
  kernel_invert(&u[0], &u[1], &chain[0], &chain[1]);
  for (int g = groups - 1; g >= 0; g--) {
    co_add(&t, &work->base_y[g], &work->base_y[g]);
    fe_of(&d, &t);
    fe_multiply(&inverse, &u[g & 1], &work->before[g]);
    fe_multiply(&u[g & 1], &u[g & 1], &d);
    co_square(&t, &work->base_x[g]);
    co_subtract(&t, &t, &unit);
    co_triple(&t, &t);
    fe_of(&d, &t);
    fe_multiply(&slope, &inverse, &d);
    co_square_less_two(&work->twice_x[g], &slope, &work->base_x[g], &work->base_x[g]);
    fe_difference(&step, &work->base_x[g], &work->twice_x[g]);
    co_multiply_less(&work->twice_y[g], &slope, &step, &work->base_y[g]);
  }
}

/* The bases of up to LANES keys beside one another: keys[l] and its multiples by 2^(distance b). */
P256_INLINE void kernel_make_bases(
    p256_point4 *to, const p256_f4 (*const keys[LANES])[2], int count, int bases, int distance, const fe *one) {
  kernel_point point;
  kernel_point *const both[2] = {&point, &point};
  fe x, y;
  p256_f4 number;
  for (int l = 0; l < LANES; l++) {
    f4_to_field(&number, &(*keys[l])[0]);
    if (l == 0) {
      fe_set_all(&x, &number);
    } else {
      fe_set_lane(&x, &number, l);
    }
    f4_to_field(&number, &(*keys[l])[1]);
    if (l == 0) {
      fe_set_all(&y, &number);
    } else {
      fe_set_lane(&y, &number, l);
    }
  }
  co_of(&point.x, &x);
  co_of(&point.y, &y);
  co_of(&point.z, one);
  for (int b = 0; b < bases; b++) {
    for (int l = 0; l < count; l++) {
      kernel_point_lane(&to[l * bases + b], &point, l);
    }
    for (int i = 0; b + 1 < bases && i < distance; i++) {
      kernel_double(both, 1);
    }
  }
}

/* Makes the z of all points one, by one inversion. None is infinity. */
P256_INLINE void kernel_normalize(p256_point4 *points, int count, p256_f4 *before) {
  p256_f4 product = P256_F4_ONE, inverse, z, zz;
  for (int i = 0; i < count; i++) {
    before[i] = product;
    p256_f4_multiply(&product, &product, &points[i].z);
  }
  p256_f4_invert(&inverse, &product);
  for (int i = count - 1; i >= 0; i--) {
    p256_f4_multiply(&z, &inverse, &before[i]);
    p256_f4_multiply(&inverse, &inverse, &points[i].z);
    p256_f4_square(&zz, &z);
    p256_f4_multiply(&points[i].x, &points[i].x, &zz);
    p256_f4_multiply(&zz, &zz, &z);
    p256_f4_multiply(&points[i].y, &points[i].y, &zz);
  }
}

/* Fills tables of one shape, of the keys beside them; count * bases is at most MAX_BASES. */
P256_NOINLINE void kernel_fill(
    kernel_work *work, p256_table *const tables[], const p256_f4 (*const keys[])[2], int count) {
  int bases = (int)tables[0]->bases, multiples = 1 << (tables[0]->width - 1);
  int distance = (int)(tables[0]->width * tables[0]->segments);
  int points = count * bases, groups = (points + LANES - 1) / LANES;
  fe one;
  fe_set_all(&one, &FIELD_ONE);
  for (int key = 0; key < count; key += LANES) {
    const p256_f4 (*lanes[LANES])[2];
    for (int l = 0; l < LANES; l++) {
      lanes[l] = keys[key + l < count ? key + l : key];
    }
    kernel_make_bases(
        &work->base[key * bases], lanes, count - key < LANES ? count - key : LANES, bases, distance, &one);
  }
  /* The prefixes of the slots are not in use now. */
  kernel_normalize(work->base, points, (p256_f4 *)(void *)work->group);
  for (int i = 0; i < points; i++) {
    p256_entry *entry = &tables[i / bases]->entry[i % bases * multiples];
    p256_f4 number;
    f4_to_field(&number, &work->base[i].x);
    field_store(entry->x, &number);
    f4_to_field(&number, &work->base[i].y);
    field_store(entry->y, &number);
  }
  for (int g = 0; g < groups; g++) {
    uintptr_t from[LANES];
    for (int l = 0; l < LANES; l++) {
      int i = g * LANES + l < points ? g * LANES + l : g * LANES;
      from[l] = (uintptr_t)&tables[i / bases]->entry[i % bases * multiples];
    }
    kernel_load_x(&work->base_x[g], from);
    kernel_load_y(&work->base_y[g], from);
  }
  kernel_make_twice(work, groups, &one);
  for (int multiple = 1; multiple < multiples; multiple++) {
    kernel_add_twice(work, groups, &one);
    for (int g = 0; g < groups; g++) {
      uint64_t *to[LANES], unused[4];
      for (int y = 0; y < 2; y++) {
        for (int l = 0; l < LANES; l++) {
          int i = g * LANES + l;
          if (i < points) {
            p256_entry *entry = &tables[i / bases]->entry[i % bases * multiples + multiple];
            to[l] = y ? entry->y : entry->x;
          } else {
            to[l] = unused;
          }
        }
        co_store(to, y ? &work->base_y[g] : &work->base_x[g]);
      }
    }
  }
}

static int kernel_read_key(p256_f4 key[2], const uint8_t bytes[64]) {
  uint64_t x[4], y[4];
  p256_from_bytes(x, bytes);
  p256_from_bytes(y, bytes + 32);
  if (!p256_less(x, P256_P) || !p256_less(y, P256_P)) {
    return 0;
  }
  p256_f4_from_integer(&key[0], x);
  p256_f4_from_integer(&key[1], y);
  return p256_f4_is_on_curve(&key[0], &key[1]);
}

static int kernel_fill_table(void *memory, p256_table *table, const uint8_t bytes[64]) {
  p256_f4 key[2];
  if (!kernel_read_key(key, bytes)) {
    return 0;
  }
  const p256_f4 (*keys[1])[2] = {(const p256_f4 (*)[2]) & key};
  lane_rounding before = lane_round_toward_zero();
  kernel_fill((kernel_work *)memory, &table, keys, 1);
  lane_restore_rounding(before);
  return 1;
}

/* ---- Signatures. */

/* Notes the points of one scalar in a lane: bit 0 of an address is the sign. */
P256_INLINE void kernel_note(
    uintptr_t *to, size_t stride, const p256_table *table, const uint64_t scalar[4]) {
  uint16_t digits[64];
  int windows = (int)table->windows, segments = (int)table->segments, width = (int)table->width;
  p256_recode(scalar, width, windows, digits);
  for (int i = 0; i < windows; i++) {
    const p256_entry *entry = &table->entry[((size_t)(i / segments) << (width - 1)) + (digits[i] >> 1)];
    to[(size_t)i * stride] = (uintptr_t)entry | (digits[i] & 1);
  }
}

/* Whether x of an affine point, modulo n, is r; number is x * 2^R. */
P256_INLINE int kernel_has_affine_x(const p256_f4 *number, const uint64_t r[4]) {
  p256_f4 x;
  p256_f4_multiply(&x, number, &FIELD_TO_INTEGER);
  if (p256_equal(x.w, r)) {
    return 1;
  }
  return !p256_subtract(x.w, x.w, P256_N) && p256_equal(x.w, r);
}

static int kernel_completely(const kernel_signature *signature) {
  p256_f4 key[2];
#ifdef P256_COUNTED
  p256_completed++;
#endif
  return kernel_read_key(key, signature->job->key)
         && p256_holds_completely(signature->r, signature->u1, signature->u2, &key[0], &key[1]);
}

/* Whether the signature of a lane holds whose sum has a z. */
P256_INLINE int kernel_has_projective_x(const kernel_point *sum, int lane, const kernel_signature *signature) {
  p256_point4 point;
  p256_f4 number;
  co_lane(&number, &sum->z, lane);
  if (p256_f4_is_zero(&number)) {
    return kernel_completely(signature);
  }
  field_to_f4(&point.z, &number);
  co_lane(&number, &sum->x, lane);
  field_to_f4(&point.x, &number);
  return p256_has_x4(&point, signature->r);
}

#ifdef P256_BROKEN_LANE
/*
 * In builds that tests make, this lane is broken: it answers the opposite for signatures whose r is
 * a multiple of four. What watches over the lanes must find it.
 */
P256_NOINLINE void kernel_break_lane(kernel_signature *const *batch, int count) {
  for (int i = 0; i < count; i++) {
    if (i % LANES == P256_BROKEN_LANE && (batch[i]->r[0] & 3) == 0) {
      batch[i]->job->verified ^= 1;
    }
  }
}
#else
#define kernel_break_lane(batch, count) ((void)0)
#endif

/*
 * Signatures whose keys have tables of one shape; at most P256_CAPACITY.
 */
P256_NOINLINE void kernel_verify_batch(
    kernel_work *work, const p256_table *generator, kernel_signature *const *batch, int count) {
  const p256_table *shape = batch[0]->table;
  int segments = (int)shape->segments, windows = (int)shape->windows;
  int groups = (count + LANES - 1) / LANES;
  int all = windows + (int)generator->windows;
  fe one;
  fe_set_all(&one, &FIELD_ONE);
  for (int i = 0; i < groups * LANES; i++) {
    /* Lanes that are left over repeat the first signature. */
    const kernel_signature *signature = batch[i < count ? i : 0];
    uintptr_t *to = &work->point[i / LANES][0][i % LANES];
    kernel_note(to, LANES, signature->table, signature->u2);
    kernel_note(to + (size_t)windows * LANES, LANES, generator, signature->u1);
  }
  memset(work->lost, 0, sizeof work->lost);
  memset(work->has_lost, 0, sizeof work->has_lost);
  if (segments == 1) {
    kernel_sum(work, work->group, groups, 0, all, 1, &one);
    for (int i = 0; i < count; i++) {
      p256_f4 x;
      int verified;
      if (work->lost[i / LANES][i % LANES]) {
        verified = kernel_completely(batch[i]);
      } else {
        co_lane(&x, &work->group[i / LANES].x[0], i % LANES);
        verified = kernel_has_affine_x(&x, batch[i]->r);
      }
      batch[i]->job->verified = (uint64_t)verified;
    }
    kernel_break_lane(batch, count);
    return;
  }
  kernel_sum(work, work->group, groups, 0, windows, segments, &one);
  kernel_sum(work, work->of_generator, groups, windows, (int)generator->windows, 1, &one);
  for (int g = 0; g < groups; g += 2) {
    int n = g + 1 < groups ? 2 : 1;
    kernel_point sum[2];
    kernel_point *const sums[2] = {&sum[0], &sum[1]};
    const co *x[2], *y[2];
    for (int k = 0; k < n; k++) {
      sum[k].x = work->group[g + k].x[segments - 1];
      sum[k].y = work->group[g + k].y[segments - 1];
      co_of(&sum[k].z, &one);
    }
    for (int j = segments - 2; j >= -1; j--) {
      for (int k = 0; k < n; k++) {
        x[k] = j >= 0 ? &work->group[g + k].x[j] : &work->of_generator[g + k].x[0];
        y[k] = j >= 0 ? &work->group[g + k].y[j] : &work->of_generator[g + k].y[0];
      }
      for (int i = 0; j >= 0 && i < (int)shape->width; i++) {
        kernel_double(sums, n);
      }
      kernel_add_affine(sums, x, y, n);
    }
    for (int i = g * LANES; i < count && i < (g + n) * LANES; i++) {
      batch[i]->job->verified =
          (uint64_t)(work->lost[i / LANES][i % LANES]
                         ? kernel_completely(batch[i])
                         : kernel_has_projective_x(&sum[i / LANES - g], i % LANES, batch[i]));
    }
  }
  kernel_break_lane(batch, count);
}

/*
 * One signature by a key with a table: its own points are spread over the lanes, and added as
 * points with a z, without an inversion.
 */
P256_NOINLINE int kernel_verify_one(
    kernel_work *work, const p256_table *generator, const kernel_signature *signature) {
  enum { VECTORS = LANES == 1 ? 1 : SLOTS / LANES, WIDE = LANES == 1 ? 1 : SLOTS };
  const p256_table *table = signature->table;
  uintptr_t *points = &work->point[0][0][0];
  int windows = (int)table->windows, segments = (int)table->segments;
  kernel_note(points, 1, table, signature->u2);
  kernel_note(points + windows, 1, generator, signature->u1);
  int all = windows + (int)generator->windows;
  for (int i = 0; i < all; i++) {
    kernel_prefetch(points + i - i % LANES);
  }
  p256_point4 segment[SLOTS], sum;
  memset(segment, 0, sizeof segment);
  memset(&sum, 0, sizeof sum);
  fe one;
  fe_set_all(&one, &FIELD_ONE);
  /* In one piece, or the key's points and then the generator's. */
  int parts = segments == 1 ? 1 : 2;
  for (int part = 0; part < parts; part++) {
    int from = part == 0 ? 0 : windows, end = parts == 1 || part == 1 ? all : windows;
    int sums_left = part == 0 ? segments : 1;
    int wide = LANES == 1 ? sums_left : WIDE, vectors = LANES == 1 ? sums_left : VECTORS;
    kernel_point point[SLOTS];
    for (int at = from; at < end; at += wide) {
      for (int v = 0; v < vectors; v += 2) {
        int n = v + 1 < vectors ? 2 : 1;
        kernel_point before[2];
        kernel_point *const both[2] = {&point[v], &point[v + n - 1]};
        co x[2], y[2];
        const co *const xs[2] = {&x[0], &x[1]}, *const ys[2] = {&y[0], &y[1]};
        int missing[2] = {0, 0};
        uint64_t is_missing[2][LANES];
        for (int k = 0; k < n; k++) {
          uintptr_t lane[LANES];
          for (int l = 0; l < LANES; l++) {
            int i = at + (v + k) * LANES + l;
            is_missing[k][l] = i < end ? 0 : UINT64_MAX;
            missing[k] |= i >= end;
            lane[l] = points[i < end ? i : from];
          }
          kernel_load_x(&x[k], lane);
          kernel_load_y(&y[k], lane);
        }
        if (at == from) {
          for (int k = 0; k < n; k++) {
            point[v + k].x = x[k];
            point[v + k].y = y[k];
            co_of(&point[v + k].z, &one);
          }
          continue;
        }
        for (int k = 0; k < n; k++) {
          before[k] = point[v + k];
        }
        kernel_add_affine(both, xs, ys, n);
        for (int k = 0; k < n; k++) {
          if (missing[k]) {
            lane_u mask = lane_load(is_missing[k]);
            co_select(&point[v + k].x, mask, &before[k].x, &point[v + k].x);
            co_select(&point[v + k].y, mask, &before[k].y, &point[v + k].y);
            co_select(&point[v + k].z, mask, &before[k].z, &point[v + k].z);
          }
        }
      }
    }
    for (int v = 0; v < vectors; v++) {
      for (int l = 0; l < LANES; l++) {
        p256_point4 piece;
        kernel_point_lane(&piece, &point[v], l);
        /* Some additions met equal or opposite points. */
        if (p256_f4_is_zero(&piece.z)) {
          return kernel_completely(signature);
        }
        p256_point4 *to = part == 0 && segments > 1 ? &segment[(v * LANES + l) % segments] : &sum;
        p256_add4(to, to, &piece);
      }
    }
  }
  if (segments > 1) {
    p256_point4 of_key = segment[segments - 1];
    for (int j = segments - 2; j >= 0; j--) {
      for (uint32_t i = 0; i < table->width; i++) {
        p256_double4(&of_key, &of_key);
      }
      p256_add4(&of_key, &of_key, &segment[j]);
    }
    p256_add4(&sum, &sum, &of_key);
  }
  return p256_has_x4(&sum, signature->r);
}

enum { COLD_DIGIT_WIDTH = 5, COLD_MULTIPLES = 1 << (COLD_DIGIT_WIDTH - 2) };

/* Q, 3 Q, 5 Q, ..., 15 Q without a z, which costs one inversion and saves more in the additions. */
P256_INLINE void kernel_odd_multiples(p256_f4 x[COLD_MULTIPLES], p256_f4 y[COLD_MULTIPLES], const p256_f4 key[2]) {
  p256_point4 multiple[COLD_MULTIPLES], twice;
  p256_f4 product[COLD_MULTIPLES], inverse, z, zz;
  x[0] = key[0];
  y[0] = key[1];
  multiple[0].x = key[0];
  multiple[0].y = key[1];
  multiple[0].z = P256_F4_ONE;
  product[0] = P256_F4_ONE;
  p256_double4(&twice, &multiple[0]);
  for (int i = 1; i < COLD_MULTIPLES; i++) {
    p256_add4(&multiple[i], &twice, &multiple[i - 1]);
    p256_f4_multiply(&product[i], &product[i - 1], &multiple[i].z);
  }
  /* No odd multiple below the order is infinity. */
  p256_f4_invert(&inverse, &product[COLD_MULTIPLES - 1]);
  for (int i = COLD_MULTIPLES - 1; i > 0; i--) {
    p256_f4_multiply(&z, &inverse, &product[i - 1]);
    p256_f4_multiply(&inverse, &inverse, &multiple[i].z);
    p256_f4_square(&zz, &z);
    p256_f4_multiply(&x[i], &multiple[i].x, &zz);
    p256_f4_multiply(&zz, &zz, &z);
    p256_f4_multiply(&y[i], &multiple[i].y, &zz);
  }
}

/*
 * One signature by a key without a table, or two beside one another: odd multiples of the key,
 * doublings, and the generator's part from its table.
 */
P256_INLINE void kernel_verify_cold(const p256_table *generator, kernel_signature *const *batch, int n) {
  p256_f4 x[2][COLD_MULTIPLES], y[2][COLD_MULTIPLES], turned;
  p256_point4 sum[2];
  int8_t digit[2][257];
  int digits = 0;
  for (int k = 0; k < n; k++) {
    int used = p256_recode_sparsely(batch[k]->u2, COLD_DIGIT_WIDTH, digit[k]);
    digits = used > digits ? used : digits;
    kernel_odd_multiples(x[k], y[k], batch[k]->key);
    memset(&sum[k], 0, sizeof sum[k]);
  }
  for (int i = digits - 1; i >= 0; i--) {
    p256_double4_beside(sum, sum, n);
    for (int k = 0; k < n; k++) {
      int index = (digit[k][i] < 0 ? -digit[k][i] : digit[k][i]) >> 1;
      if (digit[k][i] > 0) {
        p256_add_affine4(&sum[k], &sum[k], &x[k][index], &y[k][index]);
      } else if (digit[k][i] < 0) {
        p256_f4_negate(&turned, &y[k][index]);
        p256_add_affine4(&sum[k], &sum[k], &x[k][index], &turned);
      }
    }
  }
  for (int k = 0; k < n; k++) {
    uint16_t of_generator[64];
    p256_recode(batch[k]->u1, (int)generator->width, (int)generator->windows, of_generator);
    for (uint32_t i = 0; i < generator->windows; i++) {
      const p256_entry *entry =
          &generator->entry[((size_t)i << (generator->width - 1)) + (of_generator[i] >> 1)];
      p256_f4 number, of_g_x, of_g_y;
      field_read(&number, entry->x);
      field_to_f4(&of_g_x, &number);
      field_read(&number, entry->y);
      field_to_f4(&of_g_y, &number);
      if (of_generator[i] & 1) {
        p256_f4_negate(&of_g_y, &of_g_y);
      }
      p256_add_affine4(&sum[k], &sum[k], &of_g_x, &of_g_y);
    }
    batch[k]->job->verified = (uint64_t)p256_has_x4(&sum[k], batch[k]->r);
  }
}

P256_NOINLINE void kernel_verify_one_cold(const p256_table *generator, kernel_signature *const *batch) {
  kernel_verify_cold(generator, batch, 1);
}

P256_NOINLINE void kernel_verify_two_cold(const p256_table *generator, kernel_signature *const *batch) {
  kernel_verify_cold(generator, batch, 2);
}

/* Reads up to P256_CAPACITY jobs; those that cannot hold are answered. How many are left. */
static int kernel_read(kernel_work *work, p256_job *jobs, int count) {
  int left = 0;
  for (int i = 0; i < count; i++) {
    kernel_signature *signature = &work->signature[left];
    jobs[i].verified = 0;
    signature->job = &jobs[i];
    signature->table = jobs[i].table;
    p256_from_bytes(signature->r, jobs[i].signature);
    p256_from_bytes(signature->s, jobs[i].signature + 32);
    if (!p256_is_scalar(signature->r) || !p256_is_scalar(signature->s)) {
      continue;
    }
    if (signature->table == NULL && !kernel_read_key(signature->key, jobs[i].key)) {
      continue;
    }
    left++;
  }
  return left;
}

/*
 * u1 = e / s and u2 = r / s modulo n, of all: the inverses of all s from that of their product. A
 * product of k + 1 numbers by Montgomery's multiplication carries the factor 2^(-256 k) and its
 * inverse 2^(256 k); each step back takes one s away and one such factor.
 */
static void kernel_scalars(kernel_signature *signatures, int count) {
  uint64_t product[P256_CAPACITY][4], inverse[4], one[4], e[4];
  p256_copy(product[0], signatures[0].s);
  for (int i = 1; i < count; i++) {
    p256_order_multiply(product[i], product[i - 1], signatures[i].s);
  }
  p256_order_invert(inverse, product[count - 1]);
  /* One factor 2^256 more, which the multiplications by e and r take away. */
  p256_order_multiply(inverse, inverse, P256_N_R2);
  for (int i = count - 1; i >= 0; i--) {
    if (i > 0) {
      p256_order_multiply(one, inverse, product[i - 1]);
      p256_order_multiply(inverse, inverse, signatures[i].s);
    } else {
      p256_copy(one, inverse);
    }
    /* A digest may be n or more, but is below 2^256, as the multiplication needs it. */
    p256_from_bytes(e, signatures[i].job->digest);
    p256_order_multiply(signatures[i].u1, e, one);
    p256_order_multiply(signatures[i].u2, signatures[i].r, one);
  }
}

/* Signatures without a table. */
static void kernel_verify_without(
    kernel_work *work, const p256_table *generator, kernel_signature **batch, int count) {
  if (count < KERNEL_COLD_WORTHWHILE) {
    for (int i = 0; i + 1 < count; i += 2) {
      kernel_verify_two_cold(generator, batch + i);
    }
    if (count % 2 == 1) {
      kernel_verify_one_cold(generator, batch + count - 1);
    }
    return;
  }
  p256_table *tables[P256_CAPACITY];
  const p256_f4 (*keys[P256_CAPACITY])[2];
  int made = 0;
  for (int i = 0; i < count; i++) {
    /* One table for all signatures by one key. */
    int of_key = 0;
    while (of_key < made
           && !(p256_f4_equal(&(*keys[of_key])[0], &batch[i]->key[0])
                && p256_f4_equal(&(*keys[of_key])[1], &batch[i]->key[1]))) {
      of_key++;
    }
    if (of_key == made) {
      tables[made] = (p256_table *)(void *)work->cold[made];
      tables[made]->width = COLD_WIDTH;
      tables[made]->segments = COLD_SEGMENTS;
      tables[made]->windows = 64;
      tables[made]->bases = 8;
      keys[made] = (const p256_f4 (*)[2]) & batch[i]->key;
      made++;
    }
    batch[i]->table = tables[of_key];
  }
  kernel_fill(work, tables, keys, made);
  kernel_verify_batch(work, generator, batch, count);
}

/* Signatures by tables of one shape. */
static void kernel_verify_with(
    kernel_work *work, const p256_table *generator, kernel_signature **batch, int count) {
  if (count < KERNEL_WORTHWHILE) {
    for (int i = 0; i < count; i++) {
      batch[i]->job->verified = (uint64_t)kernel_verify_one(work, generator, batch[i]);
    }
  } else {
    kernel_verify_batch(work, generator, batch, count);
  }
}

P256_NOINLINE void kernel_verify_some(kernel_work *work, const p256_table *generator, int count) {
  kernel_scalars(work->signature, count);
  int left = count;
  char done[P256_CAPACITY] = {0};
  /* Those with tables of one shape together, and those without a table together. */
  while (left > 0) {
    const p256_table *shape = NULL;
    int taken = 0;
    for (int i = 0; i < count; i++) {
      kernel_signature *signature = &work->signature[i];
      if (done[i]) {
        continue;
      }
      if (taken == 0) {
        shape = signature->table;
      }
      int same = shape == NULL || signature->table == NULL
                     ? shape == signature->table
                     : shape->width == signature->table->width && shape->segments == signature->table->segments;
      if (same) {
        work->batch[taken++] = signature;
        done[i] = 1;
      }
    }
    left -= taken;
    if (shape == NULL) {
      kernel_verify_without(work, generator, work->batch, taken);
    } else {
      kernel_verify_with(work, generator, work->batch, taken);
    }
  }
}

static void kernel_verify(void *memory, const p256_table *generator, p256_job *jobs, size_t n) {
  kernel_work *work = (kernel_work *)memory;
  lane_rounding before = lane_round_toward_zero();
  for (size_t at = 0; at < n; at += P256_CAPACITY) {
    int count = (int)(n - at < P256_CAPACITY ? n - at : P256_CAPACITY);
    count = kernel_read(work, jobs + at, count);
    if (count > 0) {
      kernel_verify_some(work, generator, count);
    }
  }
  lane_restore_rounding(before);
}

/* Whether the field's multiplication is right for numbers with long carries. */
static int kernel_works(void) {
  lane_rounding before = lane_round_toward_zero();
  int right = 1;
  p256_f4 a = {{0xfffffffffffffffe, 0xffffffff, 0, 0xffffffff00000001}}, b = {{1, 0, 0, 0x8000000000000000}};
  for (int round = 0; round < 64; round++) {
    fe la, lb, lc;
    p256_f4 number, expected, found;
    f4_to_field(&number, &a);
    fe_set_all(&la, &number);
    f4_to_field(&number, &b);
    fe_set_all(&lb, &number);
    fe_multiply(&lc, &la, &lb);
    p256_f4_multiply(&expected, &a, &b);
    for (int l = 0; l < LANES; l++) {
      fe_lane(&number, &lc, l);
      field_to_f4(&found, &number);
      right &= p256_f4_equal(&found, &expected);
    }
    b = a;
    a = expected;
  }
  lane_restore_rounding(before);
  return right;
}

#define KERNEL_TIER(symbol, text, number)                                                                  \
  const p256_tier symbol = {text,         number,           LANES,        sizeof(kernel_work), kernel_works, \
                            kernel_fill_table, kernel_verify}

#endif
