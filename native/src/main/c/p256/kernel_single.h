/*
 * Signatures one by one, or two: by a key with a table, whose points are spread over the lanes, and
 * by keys without. What batches need of a single signature stands here as well.
 */
#ifndef QUOTARY_P256_KERNEL_SINGLE_H
#define QUOTARY_P256_KERNEL_SINGLE_H

#include "kernel_tables.h"

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

/*
 * Q, 3 Q, 5 Q, ..., 15 Q without a z, of n keys, which costs one inversion for all and saves more in
 * the additions. Each comes of the one before and of 2 Q, both with the same z: their sum costs five
 * multiplications and two squares, and gives 2 Q the z of the sum as well (Meloni, "New point
 * addition formulae for ECC applications", 2007). No odd multiple below the order is infinity, 2 Q
 * or -2 Q.
 */
P256_INLINE void kernel_odd_multiples(
    p256_f4 x[][COLD_MULTIPLES], p256_f4 y[][COLD_MULTIPLES], kernel_signature *const *batch, int n) {
  /* step[k][i] is the z of multiple i of key k over that of multiple i - 1. */
  p256_f4 step[2][COLD_MULTIPLES], z[2], twice_x, twice_y, s, t, c, w, inverse[2];
  for (int k = 0; k < n; k++) {
    const p256_f4 *key = batch[k]->key;
    x[k][0] = key[0];
    y[k][0] = key[1];
    /* 2 Q with z = 2 y, and Q with it: (4 x y^2, 8 y^4). The slope of 2 Q is 3 (x^2 - 1) over z. */
    p256_f4_add(&z[k], &key[1], &key[1]);
    p256_f4_square(&t, &z[k]);
    p256_f4_multiply(&s, &key[0], &t);
    p256_f4_square(&t, &t);
    p256_f4_halve(&t, &t);
    p256_f4_square(&c, &key[0]);
    p256_f4_subtract(&c, &c, &P256_F4_ONE);
    p256_f4_add(&w, &c, &c);
    p256_f4_add(&c, &w, &c);
    p256_f4_square(&twice_x, &c);
    p256_f4_subtract(&twice_x, &twice_x, &s);
    p256_f4_subtract(&twice_x, &twice_x, &s);
    p256_f4_subtract(&w, &s, &twice_x);
    p256_f4_multiply(&twice_y, &c, &w);
    p256_f4_subtract(&twice_y, &twice_y, &t);
    for (int i = 1; i < COLD_MULTIPLES; i++) {
      /* (s, t) is the multiple before this one. */
      p256_f4 slope;
      p256_f4_subtract(&step[k][i], &twice_x, &s);
      p256_f4_multiply(&z[k], &z[k], &step[k][i]);
      p256_f4_square(&c, &step[k][i]);
      p256_f4_multiply(&w, &s, &c);
      p256_f4_multiply(&twice_x, &twice_x, &c);
      p256_f4_subtract(&slope, &twice_y, &t);
      p256_f4_subtract(&c, &twice_x, &w);
      p256_f4_multiply(&twice_y, &twice_y, &c);
      p256_f4_square(&s, &slope);
      p256_f4_subtract(&s, &s, &twice_x);
      p256_f4_subtract(&s, &s, &w);
      p256_f4_subtract(&t, &twice_x, &s);
      p256_f4_multiply(&t, &t, &slope);
      p256_f4_subtract(&t, &t, &twice_y);
      x[k][i] = s;
      y[k][i] = t;
    }
  }
  if (n == 1) {
    p256_f4_invert(&inverse[0], &z[0]);
  } else {
    p256_f4_multiply(&t, &z[0], &z[1]);
    p256_f4_invert(&t, &t);
    p256_f4_multiply(&inverse[0], &t, &z[1]);
    p256_f4_multiply(&inverse[1], &t, &z[0]);
  }
  for (int i = COLD_MULTIPLES - 1; i > 0; i--) {
    for (int k = 0; k < n; k++) {
      p256_f4_square(&t, &inverse[k]);
      p256_f4_multiply(&x[k][i], &x[k][i], &t);
      p256_f4_multiply(&t, &t, &inverse[k]);
      p256_f4_multiply(&y[k][i], &y[k][i], &t);
      p256_f4_multiply(&inverse[k], &inverse[k], &step[k][i]);
    }
  }
}

/*
 * One signature by a key without a table, or two beside one another: odd multiples of the key,
 * doublings, and the generator's part from its table.
 */
P256_INLINE void kernel_verify_cold(const p256_table *generator, kernel_signature *const *batch, int n) {
  p256_f4 x[2][COLD_MULTIPLES], y[2][COLD_MULTIPLES], turned;
  p256_point4 sum[2];
  uintptr_t of_generator[2][64];
  int8_t digit[2][257];
  int digits = 0;
  for (int k = 0; k < n; k++) {
    /* Needed last, but they are far away: other work has had the caches meanwhile. */
    kernel_note(of_generator[k], 1, generator, batch[k]->u1);
    for (uint32_t i = 0; i < generator->windows; i++) {
      P256_PREFETCH((const void *)(of_generator[k][i] & ~(uintptr_t)63));
    }
    int used = p256_recode_sparsely(batch[k]->u2, COLD_DIGIT_WIDTH, digit[k]);
    digits = used > digits ? used : digits;
    memset(&sum[k], 0, sizeof sum[k]);
  }
  kernel_odd_multiples(x, y, batch, n);
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
  for (uint32_t i = 0; i < generator->windows; i++) {
    p256_f4 number, of_g_x[2], of_g_y[2];
    for (int k = 0; k < n; k++) {
      const p256_entry *entry = (const p256_entry *)(of_generator[k][i] & ~(uintptr_t)63);
      field_read(&number, entry->x);
      field_to_f4(&of_g_x[k], &number);
      field_read(&number, entry->y);
      field_to_f4(&of_g_y[k], &number);
      if (of_generator[k][i] & 1) {
        p256_f4_negate(&of_g_y[k], &of_g_y[k]);
      }
    }
    if (n == 2) {
      p256_add_two_affine4(sum, of_g_x, of_g_y);
    } else {
      p256_add_affine4(&sum[0], &sum[0], &of_g_x[0], &of_g_y[0]);
    }
  }
  for (int k = 0; k < n; k++) {
    batch[k]->job->verified = (uint64_t)p256_has_x4(&sum[k], batch[k]->r);
  }
}

P256_NOINLINE void kernel_verify_one_cold(const p256_table *generator, kernel_signature *const *batch) {
  kernel_verify_cold(generator, batch, 1);
}

P256_NOINLINE void kernel_verify_two_cold(const p256_table *generator, kernel_signature *const *batch) {
  kernel_verify_cold(generator, batch, 2);
}

#endif
