/*
 * What the tests make signatures of: scalars modulo n and points, by field4.h and jacobian4.h; for
 * keys whose scalar is known, and without a signer's care for secrets.
 */
#ifndef QUOTARY_P256_SIGNING_H
#define QUOTARY_P256_SIGNING_H

#include <stdio.h>
#include <stdlib.h>

#include "p256/jacobian4.h"
#include "p256/tier.h"

#define G ((const p256_point4){P256_F4_GX, P256_F4_GY, P256_F4_ONE})

/* SplitMix64. */
P256_NOINLINE uint64_t rng_next(uint64_t *state) {
  uint64_t z = (*state += 0x9e3779b97f4a7c15);
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

P256_INLINE uint64_t rng_below(uint64_t *state, uint64_t below) { return rng_next(state) % below; }

P256_INLINE void scalar_small(uint64_t r[4], uint64_t value) {
  r[0] = value;
  r[1] = r[2] = r[3] = 0;
}

/* Uniform in [1, n - 1], but for chance. */
P256_NOINLINE void scalar_random(uint64_t r[4], uint64_t *state) {
  do {
    for (int i = 0; i < 4; i++) {
      r[i] = rng_next(state);
    }
  } while (!p256_is_scalar(r));
}

P256_NOINLINE void scalar_times(uint64_t r[4], const uint64_t a[4], const uint64_t b[4]) {
  uint64_t t[4];
  p256_order_multiply(t, a, P256_N_R2);
  p256_order_multiply(r, b, t);
}

P256_NOINLINE void scalar_add(uint64_t r[4], const uint64_t a[4], const uint64_t b[4]) {
  uint64_t sum[4], less[4];
  unsigned carry = p256_add(sum, a, b);
  unsigned borrow = p256_subtract(less, sum, P256_N);
  p256_copy(r, carry || !borrow ? less : sum);
}

/* -a, which is 0 for 0. */
P256_NOINLINE void scalar_negate(uint64_t r[4], const uint64_t a[4]) {
  if (p256_is_zero(a)) {
    scalar_small(r, 0);
  } else {
    p256_subtract(r, P256_N, a);
  }
}

P256_NOINLINE void scalar_subtract(uint64_t r[4], const uint64_t a[4], const uint64_t b[4]) {
  uint64_t negative[4];
  scalar_negate(negative, b);
  scalar_add(r, a, negative);
}

/* 2^bit modulo n, bit below 256. */
P256_NOINLINE void scalar_power(uint64_t r[4], int bit) {
  scalar_small(r, 0);
  r[bit / 64] = (uint64_t)1 << (bit % 64);
  if (!p256_less(r, P256_N)) {
    p256_subtract(r, r, P256_N);
  }
}

/* a modulo n, for a below 2^256. */
P256_NOINLINE void scalar_reduce(uint64_t r[4], const uint64_t a[4]) {
  if (p256_subtract(r, a, P256_N)) {
    p256_add(r, r, P256_N);
  }
}

P256_NOINLINE void to_bytes(uint8_t *to, const uint64_t a[4]) {
  for (int i = 0; i < 32; i++) {
    to[i] = (uint8_t)(a[3 - i / 8] >> (56 - 8 * (i % 8)));
  }
}

/* Bit by bit. */
P256_NOINLINE void point_multiply(p256_point4 *r, const uint64_t k[4], const p256_point4 *p) {
  memset(r, 0, sizeof *r);
  for (int bit = 255; bit >= 0; bit--) {
    p256_double4(r, r);
    if (k[bit / 64] >> (bit % 64) & 1) {
      p256_add4(r, r, p);
    }
  }
}

/* The coordinates as plain integers; 0 for infinity. */
P256_NOINLINE int point_affine(uint64_t x[4], uint64_t y[4], const p256_point4 *p) {
  p256_f4 z, zz, t;
  if (p256_f4_is_zero(&p->z)) {
    return 0;
  }
  p256_f4_invert(&z, &p->z);
  p256_f4_square(&zz, &z);
  p256_f4_multiply(&t, &p->x, &zz);
  p256_f4_to_integer(x, &t);
  p256_f4_multiply(&zz, &zz, &z);
  p256_f4_multiply(&t, &p->y, &zz);
  p256_f4_to_integer(y, &t);
  return 1;
}

P256_NOINLINE void point_bytes(uint8_t bytes[64], const p256_point4 *p) {
  uint64_t x[4] = {0}, y[4] = {0};
  point_affine(x, y, p);
  to_bytes(bytes, x);
  to_bytes(bytes + 32, y);
}

/* A point with this x, if there is one: y = (x^3 - 3 x + b)^((p + 1) / 4). */
P256_NOINLINE int point_lift(p256_point4 *p, const uint64_t x[4]) {
  /* (p + 1) / 4 */
  static const uint64_t exponent[4] = {0, 0x40000000, 0x4000000000000000, 0x3fffffffc0000000};
  p256_f4 right, power = P256_F4_ONE, three;
  if (!p256_less(x, P256_P)) {
    return 0;
  }
  p256_f4_from_integer(&p->x, x);
  p256_f4_add(&three, &P256_F4_ONE, &P256_F4_ONE);
  p256_f4_add(&three, &three, &P256_F4_ONE);
  p256_f4_square(&right, &p->x);
  p256_f4_subtract(&right, &right, &three);
  p256_f4_multiply(&right, &right, &p->x);
  p256_f4_add(&right, &right, &P256_F4_B);
  for (int bit = 255; bit >= 0; bit--) {
    p256_f4_square(&power, &power);
    if (exponent[bit / 64] >> (bit % 64) & 1) {
      p256_f4_multiply(&power, &power, &right);
    }
  }
  p->y = power;
  p->z = P256_F4_ONE;
  return p256_f4_is_on_curve(&p->x, &p->y);
}

/* What the complete way of jacobian4.h says of a job. */
P256_NOINLINE int verify_completely(const p256_job *job) {
  uint64_t r[4], s[4], e[4], w[4], u1[4], u2[4], x[4], y[4];
  p256_f4 qx, qy;
  p256_from_bytes(r, job->signature);
  p256_from_bytes(s, job->signature + 32);
  p256_from_bytes(e, job->digest);
  p256_from_bytes(x, job->key);
  p256_from_bytes(y, job->key + 32);
  if (!p256_is_scalar(r) || !p256_is_scalar(s) || !p256_less(x, P256_P) || !p256_less(y, P256_P)) {
    return 0;
  }
  p256_f4_from_integer(&qx, x);
  p256_f4_from_integer(&qy, y);
  if (!p256_f4_is_on_curve(&qx, &qy)) {
    return 0;
  }
  p256_order_invert(w, s);
  scalar_reduce(e, e);
  scalar_times(u1, e, w);
  scalar_times(u2, r, w);
  return p256_holds_completely(r, u1, u2, &qx, &qy);
}

P256_NOINLINE void *allocate(size_t bytes) {
  void *memory = aligned_alloc(64, (bytes + 63) & ~(size_t)63);
  if (memory == NULL) {
    abort();
  }
  return memory;
}

/* Tiers that another architecture would have. */
P256_NOINLINE void announce_absent(void) {
#if !defined(__x86_64__)
  static const char *const names[] = {"avx512", "avx2", "mulx"};
  for (int i = 0; i < 3; i++) {
    printf("%s is not in this build: its instructions are those of x86-64\n", names[i]);
  }
#endif
}

P256_NOINLINE p256_table *make_table(
    const p256_tier *tier, void *work, uint32_t width, uint32_t segments, const uint8_t key[64]) {
  p256_table *table = allocate(p256_table_bytes(width, segments));
  p256_table_begin(table, tier, width, segments);
  if (!tier->fill_table(work, table, key)) {
    printf("FAILED %s: no table of a good key\n", tier->name);
    abort();
  }
  return table;
}

/* ---- Scalars at edges. */

P256_NOINLINE void scalar_at_edge(uint64_t r[4], uint64_t *state) {
  int width = 4 + (int)rng_below(state, 6);
  do {
    uint64_t pattern;
    scalar_small(r, 0);
    switch (rng_below(state, 8)) {
      case 0:
        scalar_small(r, rng_below(state, 64));
        break;
      case 1:
        /* 2^i, and 2^i less or more one. */
        scalar_power(r, (int)rng_below(state, 256));
        scalar_add(r, r, (const uint64_t[4]){rng_below(state, 2), 0, 0, 0});
        scalar_subtract(r, r, (const uint64_t[4]){rng_below(state, 2), 0, 0, 0});
        break;
      case 2: {
        /* A run of ones. */
        uint64_t low[4];
        scalar_power(r, (int)rng_below(state, 256));
        scalar_power(low, (int)rng_below(state, 256));
        scalar_subtract(r, r, low);
        break;
      }
      case 3:
        /* One digit, of one window. */
        scalar_power(r, (int)rng_below(state, 256 / (uint64_t)width) * width);
        scalar_times(r, r, (const uint64_t[4]){1 + rng_below(state, ((uint64_t)1 << width) - 1), 0, 0, 0});
        break;
      case 4:
        /* The same digit in every window. */
        pattern = rng_below(state, (uint64_t)1 << width);
        pattern = rng_below(state, 3) ? pattern : (rng_below(state, 2) ? ((uint64_t)1 << width) - 1 : (uint64_t)1 << (width - 1));
        for (int bit = 0; bit < 256; bit++) {
          r[bit / 64] |= (pattern >> bit % width & 1) << bit % 64;
        }
        scalar_reduce(r, r);
        break;
      case 5:
        /* Words of zeros and of ones. */
        for (int i = 0; i < 4; i++) {
          uint64_t word = rng_next(state);
          r[i] = rng_below(state, 3) ? 0 - (word & 1) : word;
        }
        scalar_reduce(r, r);
        break;
      case 6:
        /* Near n / 2. */
        p256_copy(r, P256_N);
        for (int i = 0; i < 4; i++) {
          r[i] = r[i] >> 1 | (i < 3 ? r[i + 1] << 63 : 0);
        }
        scalar_add(r, r, (const uint64_t[4]){rng_below(state, 4), 0, 0, 0});
        break;
      default:
        scalar_random(r, state);
        break;
    }
    if (rng_below(state, 2)) {
      scalar_negate(r, r);
    }
  } while (p256_is_zero(r));
}

/* ---- Keys whose points meet. */

/* A sum as the tree has it: of_g G + of_q Q. */
typedef struct {
  uint64_t of_g[4], of_q[4];
} form;

P256_NOINLINE void form_of_window(form *f, const uint16_t *digits, int window, int width, int of_key) {
  uint64_t value[4];
  scalar_power(value, window * width);
  scalar_times(value, value, (const uint64_t[4]){(uint64_t)(digits[window] >> 1) * 2 + 1, 0, 0, 0});
  if (digits[window] & 1) {
    scalar_negate(value, value);
  }
  scalar_small(f->of_g, 0);
  scalar_small(f->of_q, 0);
  p256_copy(of_key ? f->of_q : f->of_g, value);
}

P256_NOINLINE void form_add(form *a, const form *b) {
  scalar_add(a->of_g, a->of_g, b->of_g);
  scalar_add(a->of_q, a->of_q, b->of_q);
}

/* Adds every step-th point from `from` on, up to `end`. */
P256_NOINLINE void form_sum(form *sum, const form *point, int from, int step, int end) {
  *sum = point[from];
  for (int i = from + step; i < end; i += step) {
    form_add(sum, &point[i]);
  }
}

/*
 * A key k G by which, for these u1 and u2 and a table of windows of that width, one addition of the
 * kernel's tree is of equal or of opposite points: sums are linear in k, so that k is solved for.
 * The tree is one of this many pieces: 1, or 2 or 4, as few signatures are summed, where the points
 * can be divided so.
 */
P256_NOINLINE void make_colliding(
    uint64_t k[4], uint64_t u1[4], uint64_t u2[4], int width, int pieces, uint64_t *state) {
  enum { SLOTS = 8 };
  int windows = (256 + width - 1) / width, of_g = (256 + P256_GENERATOR_WIDTH - 1) / P256_GENERATOR_WIDTH;
  int all = windows + of_g;
  for (;;) {
    uint16_t key_digits[64], g_digits[64];
    form point[96], a, b;
    scalar_random(u1, state);
    scalar_random(u2, state);
    if (rng_below(state, 8) == 0) {
      scalar_at_edge(rng_below(state, 2) ? u1 : u2, state);
    }
    p256_recode(u2, width, windows, key_digits);
    p256_recode(u1, P256_GENERATOR_WIDTH, of_g, g_digits);
    for (int i = 0; i < all; i++) {
      if (i < windows) {
        form_of_window(&point[i], key_digits, i, width, 1);
      } else {
        form_of_window(&point[i], g_digits, i - windows, P256_GENERATOR_WIDTH, 0);
      }
    }
    uint64_t where = rng_below(state, 10);
    int size = all % pieces == 0 ? all / pieces : all, joined = all / size;
    int from = size * (int)rng_below(state, (uint64_t)joined), end = from + size;
    if (where < 6) {
      /* A point of the list onto its slot. */
      int slot = (int)rng_below(state, SLOTS), last = (size - slot - 1) / SLOTS, at = 1 + (int)rng_below(state, (uint64_t)last);
      form_sum(&a, point, from + slot, SLOTS, from + SLOTS * at);
      b = point[from + slot + SLOTS * at];
    } else if (where == 6 && joined > 1) {
      /* The sums of pieces: slot j has those whose number is j modulo 2 half. */
      int half = joined > 2 && rng_below(state, 2) ? 2 : 1, slot = (int)rng_below(state, (uint64_t)half);
      form next;
      form_sum(&a, point, slot * size, 1, (slot + 1) * size);
      form_sum(&b, point, (slot + half) * size, 1, (slot + half + 1) * size);
      for (int i = slot + 2 * half; i < joined; i += 2 * half) {
        form_sum(&next, point, i * size, 1, (i + 1) * size);
        form_add(&a, &next);
        form_sum(&next, point, (i + half) * size, 1, (i + half + 1) * size);
        form_add(&b, &next);
      }
    } else if (where < 9 || joined > 1) {
      /* A slot onto another: slot j has the points whose number is j modulo 2 half. */
      int half = 1 << rng_below(state, 3), slot = (int)rng_below(state, (uint64_t)half);
      form_sum(&a, point, from + slot, 2 * half, end);
      form_sum(&b, point, from + slot + half, 2 * half, end);
    } else {
      /* One after another, as one signature has them where there is one lane. */
      int at = 1 + (int)rng_below(state, (uint64_t)all - 1);
      a = point[0];
      for (int i = 1; i < at; i++) {
        form_add(&a, &point[i]);
      }
      b = point[at];
    }
    /* a = b, or a = -b. */
    if (rng_below(state, 2)) {
      scalar_negate(b.of_g, b.of_g);
      scalar_negate(b.of_q, b.of_q);
    }
    scalar_subtract(a.of_g, b.of_g, a.of_g);
    scalar_subtract(a.of_q, a.of_q, b.of_q);
    if (!p256_is_zero(a.of_g) && !p256_is_zero(a.of_q)) {
      p256_order_invert(a.of_q, a.of_q);
      scalar_times(k, a.of_g, a.of_q);
      return;
    }
  }
}

#endif
