/*
 * Signatures in any number: those with tables of one shape together, those without a table together,
 * and the few that are left one by one. A tier includes lanes_*.h, field_*.h and this, and gets
 * `kernel_verify` and `kernel_fill_table`.
 */
#ifndef QUOTARY_P256_KERNEL_H
#define QUOTARY_P256_KERNEL_H

#include "kernel_single.h"

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
  int pieces = segments == 1 ? kernel_pieces(groups, all) : 1;
  int piece = all / pieces;
  for (int i = 0; i < groups * LANES; i++) {
    /* Lanes that are left over repeat the first signature. */
    const kernel_signature *signature = batch[i < count ? i : 0];
    uintptr_t(*points)[MAX_POINTS][LANES] = &work->point[i / LANES * pieces];
    uintptr_t *to = &points[0][0][i % LANES];
    kernel_note(to, LANES, signature->table, signature->u2);
    kernel_note(to + (size_t)windows * LANES, LANES, generator, signature->u1);
    for (int k = 1; k < pieces; k++) {
      for (int j = 0; j < piece; j++) {
        points[k][j][i % LANES] = points[0][k * piece + j][i % LANES];
      }
    }
  }
  memset(work->lost, 0, sizeof work->lost);
  memset(work->has_lost, 0, sizeof work->has_lost);
  if (segments == 1) {
    kernel_sum(work, work->group, groups * pieces, 0, piece, 1, &one);
    kernel_join(work, groups, pieces, &one);
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
